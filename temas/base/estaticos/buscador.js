// La búsqueda: una interfaz propia sobre Pagefind. El índice se carga la primera vez que se usa.
// Todo lo que viene del índice entra a la página como texto, nunca como HTML.

const POR_VEZ = 10;
const LARGO = 28;
const { clave, llano: plano, principales } = window.palabras;
const FACETAS = ["clase", "instancia", "anio", "entidad"];
const buscar = (id) => document.getElementById(id);
const formulario = buscar("buscar");
const campo = buscar("q");
const estado = buscar("estado");
const lista = buscar("resultados");
const mas = buscar("mas");
const quiso = buscar("quiso");
const selectores = Object.fromEntries(FACETAS.map((f) => [f, buscar(`f-${f}`)]));
const orden = buscar("f-orden");

let motor;
let turno = 0;
let pendientes = [];

// --- el índice -----------------------------------------------------------------------------------

function cargar() {
  motor ??= (async () => {
    const lugar = new URL("buscador/", document.baseURI);
    const [pagefind, facetas] = await Promise.all([
      import(new URL("pagefind.js", lugar)),
      leer(new URL("facetas.json", lugar)),
    ]);
    await pagefind.init();
    llenarFacetas(facetas.valores);
    const vocabulario = leer(new URL("vocabulario.json", lugar)).then(conocer);
    return { pagefind, facetas, vocabulario, lugar };
  })();
  return motor;
}

async function leer(direccion) {
  const respuesta = await fetch(direccion);
  if (!respuesta.ok) throw new Error(`${direccion}: ${respuesta.status}`);
  return respuesta.json();
}

function llenarFacetas(valores) {
  const pedidos = new URLSearchParams(location.search);
  for (const f of FACETAS) {
    for (const valor of valores[f]) selectores[f].add(new Option(valor, valor));
    selectores[f].value = valores[f].includes(pedidos.get(f)) ? pedidos.get(f) : "";
    // Con un solo valor no hay nada que escoger.
    selectores[f].parentElement.hidden = valores[f].length < 2;
  }
  const caja = buscar("facetas");
  // En un teléfono, plegadas: si no, tapan el primer resultado.
  caja.open = matchMedia("(min-width: 48rem)").matches;
  caja.hidden = false;
  contarEscogidas();
}

function contarEscogidas() {
  const cuantas = [...Object.values(selectores), orden].filter((s) => s.value).length;
  buscar("escogidas").textContent = cuantas ? ` (${cuantas})` : "";
}

// --- una búsqueda --------------------------------------------------------------------------------

async function hacer() {
  const mio = ++turno;
  const palabras = campo.value.trim();
  buscar("sin-guion").hidden = true;
  if (!palabras) return mostrarNada("");
  estado.textContent = "Buscando…";
  let hecho;
  try {
    const { pagefind, facetas, vocabulario, lugar } = await cargar();
    const conocidas = await vocabulario;
    await completar(palabras, conocidas, lugar);
    const hallados = await hallar(palabras, pagefind, conocidas);
    hecho = { hallados, facetas, propuesta: proponer(palabras, conocidas), ajenas: ajenas(palabras, conocidas) };
  } catch {
    motor = undefined;
    return mostrarNada("La búsqueda no está disponible en esta copia del sitio. Use los listados.");
  }
  // Si mientras tanto se pidió otra, esta ya no importa.
  if (mio === turno) await mostrar(palabras, hecho);
}

// Lo que tiene todas las palabras, cada una en singular o en plural. El motor no sabe que «actas» y
// «acta» son la misma, y de una palabra que no está da lo que empieza parecido: por eso se le
// pregunta por las formas que el sitio dice. Entre comillas se busca tal cual.
async function hallar(palabras, pagefind, conocidas) {
  if (palabras.includes('"')) return [...(await conAlguna([palabras], pagefind)).values()];
  const suyos = trozos(palabras).filter((t) => !esAjeno(t, conocidas));
  return comunes(await Promise.all(suyos.map((t) => conTrozo(t, pagefind, conocidas))));
}

// Lo que va sin espacios, como «PM2.5», «D.C.» o «1.234.567»: junto, como está en el índice, y
// también sus partes, si se pueden buscar.
function trozos(palabras) {
  const suyas = principales(palabras);
  return palabras
    .split(/\s+/)
    .map((escrito) => ({
      escrito,
      entero: plano(escrito).replace(/[^a-z0-9]+/g, ""),
      partes: principales(escrito).filter((p) => suyas.includes(p)),
    }))
    .filter(({ partes }) => partes.length);
}

async function conTrozo({ entero, partes }, pagefind, conocidas) {
  if (partes.length === 1 && partes[0] === entero) return conAlguna(formas(entero, conocidas), pagefind);
  const juntas = await conAlguna(/^[0-9]+$/.test(entero) ? [entero] : [`"${entero}"`], pagefind);
  const sueltas = partes.filter((p) => p.length > 1 && !esAjena(p, conocidas));
  const todas = comunes(await Promise.all(sueltas.map((p) => conAlguna(formas(p, conocidas), pagefind))));
  for (const r of todas) if (!juntas.has(r.id)) juntas.set(r.id, r);
  return juntas;
}

// Por documento, lo hallado con cualquiera de las maneras: el mejor puntaje y cada hallazgo.
async function conAlguna(maneras, pagefind) {
  const busquedas = await Promise.all(maneras.map((m) => pagefind.search(m)));
  const de = new Map();
  for (const r of busquedas.flatMap(({ results }) => results)) {
    const { score, partes } = de.get(r.id) ?? { score: 0, partes: [] };
    de.set(r.id, { id: r.id, score: Math.max(score, r.score), partes: [...partes, r] });
  }
  return de;
}

// Los documentos que están en todas.
function comunes([primera = new Map(), ...otras]) {
  const sumar = (a, b) => ({ id: a.id, score: a.score + b.score, partes: [...a.partes, ...b.partes] });
  const suyos = [...primera.values()].filter(({ id }) => otras.every((o) => o.has(id)));
  return suyos.map((r) => otras.reduce((suma, o) => sumar(suma, o.get(r.id)), r));
}

function mostrarNada(mensaje) {
  lista.replaceChildren();
  lista.hidden = mas.hidden = quiso.hidden = true;
  buscar("listados").hidden = false;
  estado.textContent = mensaje;
}

async function mostrar(palabras, { hallados, facetas, propuesta, ajenas }) {
  const pedidas = FACETAS.map((f) => (selectores[f].value ? facetas.valores[f].indexOf(selectores[f].value) : null));
  const cumple = (id, sin) => FACETAS.every((_, n) => n === sin || pedidas[n] === null || facetas.de[id]?.[n] === pedidas[n]);
  contar(hallados, facetas, cumple);
  const cumplen = hallados.filter((r) => cumple(r.id));
  pendientes = orden.value ? porDia(cumplen, facetas) : recientesPrimero(cumplen, facetas, palabras);
  const cuantos = decirCuantos(pendientes.length, hallados.length, palabras);
  const aviso = hallados.length && ajenas.length ? ` El sitio no dice «${ajenas.join("» ni «")}»: se buscó lo demás.` : "";
  estado.textContent = cuantos + aviso;
  mostrarPropuesta(propuesta);
  lista.replaceChildren();
  lista.hidden = pendientes.length === 0;
  buscar("listados").hidden = pendientes.length > 0;
  await agregar();
}

// Lo que se parece lo mismo, lo más reciente primero. Dos puntajes a menos de una quinta parte de
// distancia dicen lo mismo: los separa solo lo largo del texto.
// Delante de todo va lo que la consulta nombra: «acta 2 de 2025».
function recientesPrimero(hallados, facetas, palabras) {
  const { atajos } = facetas;
  const nombrados = atajos[principales(palabras).join(" ")] ?? [];
  const grado = ({ id, score }) => (nombrados.includes(id) ? Infinity : Math.round(Math.log(Math.max(score, 1e-6)) * 5));
  return porDia(hallados, facetas).sort((a, b) => (grado(b) === grado(a) ? 0 : grado(b) - grado(a)));
}

function porDia(hallados, { de }) {
  const dia = ({ id }) => de[id]?.[FACETAS.length] ?? 0;
  return [...hallados].sort((a, b) => dia(b) - dia(a));
}

function decirCuantos(visibles, todos, palabras) {
  const de = `de «${palabras}»`;
  if (!todos) return `No se halló nada ${de}.`;
  if (!visibles) return `Ningún resultado ${de} cumple lo escogido; sin escoger, hay ${todos}.`;
  return visibles === 1 ? `1 resultado ${de}.` : `${visibles} resultados ${de}.`;
}

// Cuántos quedarían con cada valor, dado lo escogido en las demás facetas.
function contar(hallados, facetas, cumple) {
  FACETAS.forEach((f, n) => {
    const cuentas = new Map();
    for (const { id } of hallados) {
      const valor = facetas.de[id]?.[n];
      if (valor >= 0 && cumple(id, n)) cuentas.set(valor, (cuentas.get(valor) ?? 0) + 1);
    }
    for (const opcion of [...selectores[f].options].slice(1)) {
      const cuenta = cuentas.get(facetas.valores[f].indexOf(opcion.value)) ?? 0;
      opcion.textContent = `${opcion.value} (${cuenta})`;
      opcion.disabled = cuenta === 0 && !opcion.selected;
    }
  });
}

async function agregar() {
  const mio = turno;
  const datos = await Promise.all(pendientes.slice(0, POR_VEZ).map(datosDe));
  if (mio !== turno) return null;
  pendientes = pendientes.slice(POR_VEZ);
  const renglones = datos.map(renglon);
  lista.append(...renglones);
  mas.hidden = pendientes.length === 0;
  return renglones[0];
}

async function datosDe({ partes }) {
  const todos = await Promise.all(partes.map((p) => p.data()));
  const locations = todos.flatMap((d) => d.locations).sort((a, b) => a - b);
  return { ...todos[0], locations };
}

// --- un resultado --------------------------------------------------------------------------------

function renglon({ meta, content, locations }) {
  const palabras = content.split(/\s+/);
  const halladas = new Set(locations);
  // El título va primero en lo que se indexa: se muestra una vez, arriba.
  const titulo = meta.title.trim().split(/\s+/);
  const que = elemento("p", "que");
  const enlace = elemento("a");
  enlace.append(...resaltar(titulo, 0, halladas));
  enlace.href = new URL(encodeURI(meta.ruta), document.baseURI);
  que.append(enlace);
  const marcas = [meta.clase, ...(meta.marcas ? meta.marcas.split(", ") : [])];
  for (const marca of marcas) que.append(" ", elemento("span", "insignia", marca));
  const cuando = elemento("p", "cuando", [meta.fecha, meta.instancia].filter(Boolean).join(" · "));
  const li = elemento("li");
  li.append(que, cuando);
  const desde = comienzo(palabras.length, titulo.length, locations);
  if (desde < palabras.length) {
    const extracto = elemento("p", "extracto");
    extracto.append(...resaltar(palabras.slice(desde, desde + LARGO), desde, halladas));
    li.append(extracto);
  }
  return li;
}

// Dónde empieza el trozo que más palabras halladas tiene, después del título.
function comienzo(total, titulo, lugares) {
  const ultimo = Math.max(titulo, total - LARGO);
  let mejor = titulo;
  let mas = 0;
  for (const lugar of lugares) {
    if (lugar < titulo) continue;
    const desde = Math.min(Math.max(titulo, lugar - 4), ultimo);
    const cuantas = lugares.filter((l) => l >= desde && l < desde + LARGO).length;
    if (cuantas > mas) [mejor, mas] = [desde, cuantas];
  }
  return mejor;
}

// Las palabras como texto, y las halladas dentro de su marca.
const resaltar = (palabras, desde, halladas) =>
  palabras.flatMap((p, n) => [n ? " " : "", halladas.has(desde + n) ? elemento("mark", "", p) : p]);

function elemento(nombre, clase = "", texto = "") {
  const e = document.createElement(nombre);
  if (clase) e.className = clase;
  e.textContent = texto;
  return e;
}

// --- las palabras del sitio ----------------------------------------------------------------------

// El vocabulario, listo para preguntarle. Las palabras raras de un sitio grande están aparte, en un
// archivo por inicial: se lee el de las que se buscan.
function conocer({ palabras, partes }) {
  const conocidas = { palabras: [], planas: [], deClave: new Map(), partes, leidas: {} };
  aprender(palabras, conocidas);
  return conocidas;
}

function aprender(palabras, { palabras: todas, planas, deClave }) {
  for (const p of palabras) {
    todas.push(p);
    planas.push(plano(p));
    deClave.set(clave(p), [...(deClave.get(clave(p)) ?? []), p]);
  }
}

async function completar(consulta, conocidas, lugar) {
  const preguntadas = trozos(consulta).flatMap(({ entero, partes }) => [entero, ...partes]);
  const iniciales = preguntadas.map((p) => p[0]).filter((i) => conocidas.partes.includes(i));
  const traer = async (i) => aprender(await leer(new URL(`vocabulario-${i}.json`, lugar)), conocidas);
  await Promise.all(iniciales.map((i) => (conocidas.leidas[i] ??= traer(i))));
}

// Cómo escribe el sitio esa palabra, en singular y en plural. Una cifra se busca entera: «2» no es
// «20»; de una larga basta el comienzo, porque puede ser una suma sin sus centavos.
function formas(palabra, { deClave }) {
  if (/^[0-9]{1,4}$/.test(palabra)) return [`"${palabra}"`];
  return deClave.get(clave(palabra)) ?? [palabra];
}

const seConoce = (palabra, { deClave, planas }) =>
  deClave.has(clave(palabra)) || planas.some((p) => p.startsWith(palabra));

// La que no está en ninguna página, ni como comienzo de otra.
const esAjena = (palabra, conocidas) =>
  /^(?=.*[a-z])[a-z0-9]{2,40}$/.test(palabra) && !seConoce(palabra, conocidas);

// Un trozo, si ni entero ni en ninguna de sus partes está.
const esAjeno = ({ entero, partes }, conocidas) =>
  esAjena(entero, conocidas) && partes.every((p) => p.length < 2 || esAjena(p, conocidas));

function ajenas(palabras, conocidas) {
  const suyos = trozos(palabras).filter((t) => esAjeno(t, conocidas));
  return suyos.map(({ escrito }) => escrito.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, ""));
}

// --- ¿quiso decir…? ------------------------------------------------------------------------------

function proponer(palabras, conocidas) {
  const partes = palabras.split(/(\P{L}+)/u);
  const nuevas = partes.map((parte) => conocidas.palabras[parecida(plano(parte), conocidas)] ?? parte);
  return nuevas.join("") === palabras ? "" : nuevas.join("");
}

// El lugar de la palabra más parecida, o -1 si la palabra se conoce o ninguna se le parece.
function parecida(palabra, conocidas) {
  if (palabra.length < 4 || seConoce(palabra, conocidas)) return -1;
  const tope = palabra.length < 8 ? 1 : 2;
  let mejor = -1;
  let menor = tope + 1;
  // Las más frecuentes van primero: a igual distancia, gana la primera.
  conocidas.planas.forEach((conocida, n) => {
    if (Math.abs(conocida.length - palabra.length) >= menor) return;
    const d = distancia(palabra, conocida);
    if (d < menor) [menor, mejor] = [d, n];
  });
  return mejor;
}

// Letras que hay que cambiar, poner, quitar o trocar para ir de una palabra a la otra.
function distancia(a, b) {
  let antes = [];
  let fila = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const nueva = [i];
    for (let j = 1; j <= b.length; j++) {
      const igual = a[i - 1] === b[j - 1] ? 0 : 1;
      nueva[j] = Math.min(nueva[j - 1] + 1, fila[j] + 1, fila[j - 1] + igual);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) nueva[j] = Math.min(nueva[j], antes[j - 2] + 1);
    }
    [antes, fila] = [fila, nueva];
  }
  return fila[b.length];
}

function mostrarPropuesta(propuesta) {
  quiso.hidden = !propuesta;
  if (!propuesta) return;
  const enlace = elemento("a", "", propuesta);
  enlace.href = `?${new URLSearchParams({ q: propuesta })}`;
  quiso.replaceChildren("¿Quiso decir ", enlace, "?");
}

// --- la página -----------------------------------------------------------------------------------

function pedido() {
  const datos = [...new FormData(formulario)].filter(([, valor]) => valor);
  return datos.length ? `?${new URLSearchParams(datos)}` : location.pathname;
}

function leerDireccion() {
  const pedidos = new URLSearchParams(location.search);
  campo.value = pedidos.get("q") ?? "";
  for (const f of FACETAS) selectores[f].value = pedidos.get(f) ?? "";
  orden.value = pedidos.get("orden") ?? "";
}

formulario.addEventListener("submit", (suceso) => {
  suceso.preventDefault();
  history.pushState(null, "", pedido());
  hacer();
});
formulario.addEventListener("change", (suceso) => {
  if (suceso.target === campo) return;
  contarEscogidas();
  history.replaceState(null, "", pedido());
  hacer();
});
campo.addEventListener("focus", () => cargar().catch(() => (motor = undefined)), { once: true });
mas.addEventListener("click", async () => (await agregar())?.querySelector("a").focus());
window.addEventListener("popstate", () => {
  leerDireccion();
  hacer();
});
leerDireccion();
hacer();
