// Calcula en este navegador la huella de un archivo, que no se envía a ninguna parte, y la busca en el
// manifiesto del sitio. Sin este programa, o sin red, la página dice cómo se hace a mano.
(function () {
  "use strict";
  var lugar = document.querySelector("[data-comprobar]");
  var segura = window.crypto && window.crypto.subtle && location.protocol !== "file:";
  if (!lugar || !segura) return;

  var rotulo = document.createElement("label");
  var entrada = document.createElement("input");
  var dicho = document.createElement("p");
  entrada.type = "file";
  rotulo.append("Escoja el archivo que tiene: se compara aquí mismo y no se envía a ninguna parte", entrada);
  dicho.setAttribute("role", "status");
  lugar.append(rotulo, dicho);
  lugar.hidden = false;

  function enHexadecimal(bytes) {
    return Array.from(new Uint8Array(bytes), function (b) {
      return b.toString(16).padStart(2, "0");
    }).join("");
  }

  function decir(texto, ruta) {
    dicho.replaceChildren(texto);
    if (!ruta) return;
    var enlace = document.createElement("a");
    enlace.href = ruta;
    enlace.textContent = ruta;
    dicho.append(" ", enlace);
  }

  function buscar(manifiesto, huella) {
    return Object.keys(manifiesto.archivos).filter(function (ruta) {
      return manifiesto.archivos[ruta].sha256 === huella;
    })[0];
  }

  entrada.addEventListener("change", function () {
    var archivo = entrada.files[0];
    if (!archivo) return;
    decir("Comparando…");
    Promise.all([
      archivo.arrayBuffer().then(function (b) { return crypto.subtle.digest("SHA-256", b); }),
      fetch(lugar.dataset.comprobar).then(function (r) {
        if (!r.ok) throw new Error(String(r.status));
        return r.json();
      })
    ]).then(function (hechos) {
      var huella = enHexadecimal(hechos[0]);
      var ruta = buscar(hechos[1], huella);
      if (ruta) decir("Sí: su archivo es igual, byte por byte, a este de este sitio:", ruta);
      else decir("No: ningún archivo de este sitio es igual al suyo. Puede ser de una versión " +
        "anterior, o estar cambiado. Su huella SHA-256 es " + huella + ".");
    }).catch(function () {
      decir("No se pudo leer la lista de archivos de este sitio. Inténtelo otra vez, o compare la " +
        "huella a mano, como se dice abajo.");
    });
  });
})();
