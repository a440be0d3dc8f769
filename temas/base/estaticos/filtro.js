// Deja buscar y escoger dentro de una lista larga. Sin este programa la lista está entera, y las
// páginas por estado y por entidad hacen lo mismo.
(function () {
  "use strict";
  var palabras = window.palabras;
  var lista = document.querySelector("[data-filtrable]");
  var renglones = lista ? Array.from(lista.querySelectorAll("[data-renglon]")) : [];
  if (renglones.length < 4) return;

  var CAMPOS = { estado: "Estado", entidad: "Entidad responsable", clase: "Clase" };
  var textos = renglones.map(function (r) { return palabras.partido(r.textContent); });
  var forma = document.createElement("form");
  forma.className = "filtro";
  forma.setAttribute("role", "search");
  forma.setAttribute("aria-label", "Buscar en esta lista");
  var cuenta = document.createElement("p");
  cuenta.className = "filtro-cuenta";
  cuenta.setAttribute("role", "status");

  function poner(nombre, titulo, control) {
    var rotulo = document.createElement("label");
    rotulo.append(titulo, control);
    control.name = nombre;
    forma.append(rotulo);
    return control;
  }

  function opciones(campo) {
    var vistas = new Set(renglones.map(function (r) { return r.dataset[campo] || ""; }));
    vistas.delete("");
    return Array.from(vistas).sort(function (a, b) { return a.localeCompare(b, "es"); });
  }

  var busqueda = document.createElement("input");
  busqueda.type = "search";
  busqueda.autocomplete = "off";
  poner("busca", "Buscar en esta lista", busqueda);
  var selectores = Object.keys(CAMPOS).filter(function (campo) {
    return opciones(campo).length > 1;
  }).map(function (campo) {
    var selector = document.createElement("select");
    selector.append(new Option("Cualquiera", ""));
    opciones(campo).forEach(function (valor) { selector.append(new Option(valor, valor)); });
    return poner(campo, CAMPOS[campo], selector);
  });

  function filtrar() {
    var estan = palabras.buscadas(busqueda.value);
    var visibles = 0;
    renglones.forEach(function (renglon, i) {
      var va = estan(textos[i]) &&
        selectores.every(function (s) { return !s.value || renglon.dataset[s.name] === s.value; });
      renglon.hidden = !va;
      visibles += va ? 1 : 0;
    });
    lista.querySelectorAll("section, tbody").forEach(function (seccion) {
      seccion.hidden = !seccion.querySelector("[data-renglon]:not([hidden])");
    });
    cuenta.textContent = "Se ven " + visibles + " de " + renglones.length + ".";
  }

  forma.addEventListener("input", filtrar);
  forma.addEventListener("submit", function (suceso) { suceso.preventDefault(); });
  forma.append(cuenta);
  lista.prepend(forma);
  // El navegador conserva lo escrito al volver atrás.
  window.addEventListener("pageshow", filtrar);
})();
