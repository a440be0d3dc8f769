// La vista previa sobre cada página: los hallazgos abajo, y una marca en los enlaces a lo que aún
// no se publica. Todo texto se escribe como texto, nunca como HTML.
"use strict";
(() => {
  const HUELLA = document.currentScript.dataset.huella;
  const IRSE = 2000;
  const ABIERTO = "vista-hallazgos-abierto";

  const crear = (etiqueta, clase, texto) => {
    const nodo = document.createElement(etiqueta);
    nodo.className = clase;
    nodo.textContent = texto || "";
    return nodo;
  };

  // sessionStorage falla donde el navegador no deja guardar nada.
  const recordar = (abierto) => {
    try { sessionStorage.setItem(ABIERTO, abierto ? "si" : "no"); } catch { /* sin memoria */ }
  };
  const recordado = () => {
    try { return sessionStorage.getItem(ABIERTO); } catch { return null; }
  };

  const ruta = decodeURI(location.pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
  const registro = "contenido/" + ruta.replace(/\.html$/, "").replace(/\/index$/, "/instancia");
  const esDeAqui = (h) => h.archivo.replace(/\.(md|yaml)$/, "") === registro;

  const hallazgo = (h) => {
    const item = crear("li", "vista-hallazgo vista-" + h.gravedad);
    const lugar = crear("p", "vista-lugar");
    lugar.append(
      crear("strong", "vista-gravedad", h.palabra),
      " ",
      crear("code", "", h.archivo + ":" + h.linea),
      esDeAqui(h) ? " (esta página)" : "",
    );
    item.append(lugar, crear("p", "vista-mensaje", h.mensaje));
    if (h.remedio) item.append(crear("p", "vista-remedio", "Remedio: " + h.remedio));
    return item;
  };

  const mostrar = (estado) => {
    const anterior = document.querySelector(".vista-hallazgos");
    // Quien la acaba de abrir la encuentra abierta, aunque llegue otro estado.
    const abierta = anterior?.querySelector("details").open;
    const conFoco = anterior?.querySelector("summary") === document.activeElement;
    anterior?.remove();
    if (!estado.hallazgos.length && !estado.falla) return;
    const barra = crear("aside", "vista-hallazgos");
    barra.setAttribute("aria-label", "Hallazgos de la vista previa");
    const detalle = document.createElement("details");
    const grave = estado.falla || estado.hallazgos.some((h) => h.gravedad === "error");
    const todo = estado.resumen && "En todo el sitio: " + estado.resumen;
    const titulo = [estado.falla && "No se pudo construir", todo].filter(Boolean);
    const cabeza = crear("summary", grave ? "vista-grave" : "", titulo.join(" · "));
    const suelta = document.body.classList.contains("vista-suelta");
    detalle.open = suelta || (abierta ?? recordado() === "si");
    // Al pulsar y no al abrirse, que es después: entre lo uno y lo otro la página puede recargarse.
    cabeza.addEventListener("click", () => recordar(!detalle.open));
    const lista = document.createElement("ul");
    // La región se desplaza, y con el teclado solo si recibe el foco.
    lista.tabIndex = 0;
    lista.setAttribute("aria-label", "Lista de hallazgos");
    const deAqui = estado.hallazgos.filter(esDeAqui);
    const demas = estado.hallazgos.filter((h) => !esDeAqui(h));
    if (estado.falla) lista.append(crear("li", "vista-hallazgo vista-error", estado.falla));
    lista.append(...[...deAqui, ...demas].map(hallazgo));
    if (estado.callados) {
      const cuantos = `Y ${estado.callados} más: «generador revisar --todos» los muestra.`;
      lista.append(crear("li", "vista-hallazgo", cuantos));
    }
    detalle.append(cabeza, lista);
    barra.append(detalle);
    document.body.append(barra);
    if (conFoco) cabeza.focus();
  };

  const marcar = (ineditas) => {
    // Las de antes podrían ya no ser.
    document.querySelectorAll(".vista-marca").forEach((marca) => marca.remove());
    for (const enlace of document.querySelectorAll("a[href]")) {
      const destino = new URL(enlace.href);
      if (destino.origin !== location.origin) continue;
      // Esta página ya lleva su cinta: sus índices no dicen nada nuevo.
      if (destino.pathname === location.pathname) continue;
      const motivo = ineditas[decodeURI(destino.pathname).slice(1)];
      if (!motivo) continue;
      const marca = crear("span", "vista-marca", " sin publicar");
      marca.title = motivo;
      enlace.append(marca);
    }
  };

  // Quien pulsó un enlace va a otra página, y recargar esta se lo impediría. Si lo que pulsó era
  // una descarga, sigue aquí: se vuelve a preguntar.
  let yendose = false;
  addEventListener("beforeunload", () => {
    yendose = true;
    setTimeout(() => {
      yendose = false;
      intentar();
    }, IRSE);
  });

  const consultar = async () => {
    const direccion = "/_vista/estado.json?ruta=" + encodeURIComponent(ruta);
    const respuesta = await fetch(direccion, { cache: "no-store" });
    const estado = await respuesta.json();
    // Cambió antes de que esta página pudiera oír el aviso.
    if (estado.huella !== HUELLA) return yendose || location.reload();
    mostrar(estado);
    marcar(estado.ineditas);
  };

  // livereload recargaría toda página abierta; así se recarga solo la que cambió.
  window.LiveReloadPluginVista = class {
    static identifier = "vista";
    static version = "1";
    reload(camino) {
      if (camino === "*") return false;
      intentar();
      return true;
    }
  };

  // Sin servidor no hay nada que mostrar: livereload vuelve a intentarlo, y al lograrlo avisa.
  const intentar = () => consultar().catch(() => {});
  document.addEventListener("LiveReloadConnect", intentar);
  intentar();
})();
