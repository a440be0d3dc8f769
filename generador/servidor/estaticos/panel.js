// Lo que se abrió o se cerró sigue así al recargar. Corre al llegar, antes de que la página se vea.
"use strict";
(() => {
  const ABIERTO = "vista-falta-abierto";
  const detalle = document.querySelector(".vista-falta > details");
  if (!detalle) return;
  // sessionStorage falla donde el navegador no deja guardar nada.
  const recordado = () => {
    try { return sessionStorage.getItem(ABIERTO); } catch { return null; }
  };
  const grave = detalle.open;
  const cabe = matchMedia("(min-width: 80rem)").matches;
  const antes = recordado();
  detalle.open = grave || (antes === null ? cabe : antes === "si");
  // Solo lo que hace una persona: la página misma también lo abre, y eso no es una preferencia.
  detalle.querySelector("summary").addEventListener("click", () => {
    const abierto = detalle.open ? "no" : "si";
    try { sessionStorage.setItem(ABIERTO, abierto); } catch { /* sin memoria */ }
  });
})();
