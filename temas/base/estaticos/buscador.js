// La búsqueda, sobre el índice de `buscador/`, que se carga la primera vez que se usa. Todo lo que
// viene de él entra a la página como texto, nunca como HTML.

const POR_VEZ = 10;
const LARGO = 28;
// Cuántos documentos se leen para saber si dicen una frase tal cual.
const REVISABLES = 400;
const { clave, llano: plano, partes: partir, principales } = window.palabras;
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
const lugar = new URL("buscador/", document.baseURI);

let motor;
let turno = 0;
let pendientes = [];
let buscadas = new Set();

// --- el índice -----------------------------------------------------------------------------------

function cargar() {
  motor ??= leer("indice.json").then((indice) => {
    const armado = armar(indice);
    llenarFacetas(armado.valores);
    return armado;
  });
  return motor;
}

async function leer(nombre) {
  const respuesta = await fetch(new URL(nombre, lugar));
  if (!respuesta.ok) throw new Error(`${nombre}: ${respuesta.status}`);
  return respuesta.json();
}

// Los documentos, numerados en el orden de los grupos: de cada uno su grupo, su lugar en él, su día
// y el lugar de su valor en cada faceta, o -1 si no lo tiene.
function armar({ letras, juntos, trozos, grupos }) {
  const docs = { grupo: [], dia: [], facetas: FACETAS.map(() => []) };
  const inicios = [];
  const propios = [];
  const agregar = (grupo, dia, deCada) => {
    docs.grupo.push(grupo);
    docs.dia.push(dia);
    deCada.forEach((valor, n) => docs.facetas[n].push(valor));
  };
  grupos.forEach(([, instancia, entidad, clases, dias], grupo) => {
    inicios.push(docs.grupo.length);
    for (const [dia, desfase, ...suyas] of dias) {
      const anio = Math.floor(dia / 10000) - desfase;
      for (const c of suyas) agregar(grupo, dia, [clases[c], instancia, anio ? String(anio) : "", entidad]);
    }
  });
  for (const deCada of docs.facetas) {
    const valores = [...new Set(deCada)].filter(Boolean).sort((a, b) => a.localeCompare(b, "es"));
    if (propios.length === FACETAS.indexOf("anio")) valores.reverse();
    const lugares = new Map(valores.map((v, n) => [v, n]));
    deCada.forEach((v, n) => (deCada[n] = lugares.get(v) ?? -1));
    propios.push(valores);
  }
  const valores = Object.fromEntries(FACETAS.map((f, n) => [f, propios[n]]));
  return { letras, juntos, trozos, grupos, inicios, docs, valores, leidos: new Map() };
}

// Cada archivo del índice se pide una vez.
function traer(nombre, { leidos }) {
  if (!leidos.has(nombre)) leidos.set(nombre, leer(nombre));
  return leidos.get(nombre);
}

function llenarFacetas(valores) {
  const pedidos = new URLSearchParams(location.search);
  for (const f of FACETAS) {
    selectores[f].length = 1;
    selectores[f].append(...valores[f].map((valor) => new Option(valor, valor)));
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

// --- las palabras del índice ---------------------------------------------------------------------

const comienzoDe = (palabra, { letras }) => palabra.split(":")[0].slice(0, letras);

// Las palabras del índice que empiezan así, con dónde están.
async function trozo(nombre, indice) {
  const huella = indice.trozos[nombre];
  return huella ? traer(`palabras/${nombre}-${huella}.json`, indice) : {};
}

// Las del índice que una palabra busca: ella misma, en singular o en plural; si no está, las que
// empiezan así. Una cifra corta se busca entera: «2» no es «20»; de una larga basta el comienzo,
// porque puede ser una suma sin sus centavos.
async function terminos(palabra, indice) {
  const suya = clave(palabra);
  const suyo = await trozo(comienzoDe(suya, indice), indice);
  if (Object.hasOwn(suyo, suya)) return new Map([[suya, suyo[suya]]]);
  if (palabra.length < 2 || /^[0-9]{1,4}$/.test(palabra)) return new Map();
  const nombres = Object.keys(indice.trozos).filter((n) => n.startsWith(palabra) || palabra.startsWith(n));
  const todos = await Promise.all(nombres.map((n) => trozo(n, indice)));
  const empiezan = ([termino]) => termino.startsWith(palabra) && !termino.includes(":");
  return new Map(todos.flatMap((t) => Object.entries(t).filter(empiezan)));
}

// Los documentos que tienen alguno de los términos, con lo que pesa: más, si pocos lo tienen.
function conAlguno(hallados, { inicios, docs }) {
  const pesos = new Map();
  for (const entradas of hallados.values()) {
    for (const [grupo, donde] of entradas) {
      let id = inicios[grupo];
      for (let i = 0; i < donde.length; i += 2) {
        id += donde[i];
        pesos.set(id, Math.max(pesos.get(id) ?? 0, donde[i + 1]));
      }
    }
  }
  const rareza = Math.log(1 + docs.dia.length / (pesos.size || 1));
  for (const [id, peso] of pesos) pesos.set(id, peso * rareza);
  return pesos;
}

// Los que están en todos, con la suma de lo que pesan.
function comunes([primero = new Map(), ...otros]) {
  const suyos = [...primero].filter(([id]) => otros.every((o) => o.has(id)));
  return new Map(suyos.map(([id, peso]) => [id, otros.reduce((suma, o) => suma + o.get(id), peso)]));
}

// --- una búsqueda --------------------------------------------------------------------------------

async function hacer() {
  const mio = ++turno;
  const palabras = campo.value.trim();
  buscar("sin-guion").hidden = true;
  if (!palabras) return mostrarNada("");
  estado.textContent = "Buscando…";
  try {
    await intentar(palabras, mio);
  } catch {
    motor = undefined;
    // Con la página abierta se publicó otra vez: lo que decía el índice ya no está.
    await intentar(palabras, mio).catch(() => {
      motor = undefined;
      if (mio === turno) mostrarNada("La búsqueda no está disponible en esta copia del sitio. Use los listados.");
    });
  }
}

async function intentar(palabras, mio) {
  const indice = await cargar();
  const hecho = { indice, ...(await hallar(palabras, indice)) };
  // Si mientras tanto se pidió otra, esta ya no importa.
  if (mio === turno) await mostrar(palabras, hecho);
}

// Lo que tiene todas las palabras que el sitio dice, y las que no dice.
async function hallar(palabras, indice) {
  const suyos = await Promise.all(trozos(palabras).map((t) => conTrozo(t, indice)));
  const ajenas = suyos.filter(({ ajeno }) => ajeno).map(({ escrito }) => escrito.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, ""));
  const propios = suyos.filter(({ ajeno }) => !ajeno);
  const hallados = comunes(propios.map(({ pesos }) => pesos));
  const propuesta = ajenas.length ? await proponer(palabras, indice) : "";
  return {
    hallados: await conLasFrases(hallados, palabras, indice),
    terminos: new Set(propios.flatMap((p) => p.terminos)),
    nombrados: await nombradosPor(palabras, indice),
    propuesta,
    ajenas,
  };
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

async function conTrozo({ escrito, entero, partes }, indice) {
  const junto = await terminos(entero, indice);
  const pesos = conAlguno(junto, indice);
  const propios = [...junto.keys()];
  if (partes.length === 1 && partes[0] === entero) return { escrito, pesos, terminos: propios, ajeno: esAjena(entero, junto) };
  const sueltas = await Promise.all(partes.filter((p) => p.length > 1).map(async (p) => [p, await terminos(p, indice)]));
  const dichas = sueltas.filter(([p, suyos]) => !esAjena(p, suyos));
  for (const [id, peso] of comunes(dichas.map(([, suyos]) => conAlguno(suyos, indice)))) if (!pesos.has(id)) pesos.set(id, peso);
  const terminosSuyos = [...propios, ...dichas.flatMap(([, suyos]) => [...suyos.keys()])];
  return { escrito, pesos, terminos: terminosSuyos, ajeno: esAjena(entero, junto) && dichas.length === 0 };
}

// La que no está en ninguna página, ni como comienzo de otra. De una cifra no se dice.
const esAjena = (palabra, suyos) => suyos.size === 0 && /[a-z]/.test(palabra);

// Entre comillas se busca tal cual: de los que más pesan se lee el texto.
async function conLasFrases(hallados, palabras, indice) {
  const frases = palabras.split(/["“”«»]/).filter((_, n) => n % 2).map(seguidas).filter((f) => f.trim());
  if (!frases.length) return hallados;
  const cerca = [...hallados].sort(([, a], [, b]) => b - a).slice(0, REVISABLES);
  const dichas = await Promise.all(cerca.map(([id]) => textoDe(id, indice)));
  return new Map(cerca.filter((_, n) => frases.every((f) => seguidas(`${dichas[n].titulo} ${dichas[n].texto}`).includes(f))));
}

const seguidas = (texto) => ` ${partir(texto).join(" ")} `;

// Lo que la consulta nombra, y no solo se le parece: «acta 2 de 2025».
async function nombradosPor(palabras, indice) {
  const suyas = principales(palabras);
  const atajo = `${suyas.at(-1)}:${suyas.join(" ")}`;
  const suyo = await trozo(comienzoDe(atajo, indice), indice);
  return conAlguno(new Map(Object.hasOwn(suyo, atajo) ? [[atajo, suyo[atajo]]] : []), indice);
}

function mostrarNada(mensaje) {
  lista.replaceChildren();
  lista.hidden = mas.hidden = quiso.hidden = true;
  buscar("listados").hidden = false;
  estado.textContent = mensaje;
}

async function mostrar(palabras, { indice, hallados, terminos, nombrados, propuesta, ajenas }) {
  const { valores, docs } = indice;
  const pedidas = FACETAS.map((f) => (selectores[f].value ? valores[f].indexOf(selectores[f].value) : null));
  const cumple = (id, sin) => FACETAS.every((_, n) => n === sin || pedidas[n] === null || docs.facetas[n][id] === pedidas[n]);
  contar(hallados, indice, cumple);
  const cumplen = [...hallados.keys()].filter((id) => cumple(id));
  const porDia = cumplen.sort((a, b) => docs.dia[b] - docs.dia[a]);
  pendientes = (orden.value ? porDia : recientesPrimero(porDia, hallados, nombrados)).map((id) => [id, indice]);
  buscadas = terminos;
  const cuantos = decirCuantos(pendientes.length, hallados.size, palabras);
  const aviso = hallados.size && ajenas.length ? ` Ningún documento dice «${ajenas.join("» ni «")}»: se buscó lo demás.` : "";
  estado.textContent = cuantos + aviso;
  mostrarPropuesta(propuesta);
  lista.replaceChildren();
  lista.hidden = pendientes.length === 0;
  buscar("listados").hidden = pendientes.length > 0;
  await agregar();
}

// Lo que se parece lo mismo, lo más reciente primero. Dos pesos a menos de una quinta parte de
// distancia dicen lo mismo: los separa solo lo largo del texto. Delante de todo va lo que se nombra.
function recientesPrimero(porDia, hallados, nombrados) {
  const grado = (id) => (nombrados.has(id) ? Infinity : Math.round(Math.log(hallados.get(id)) * 5));
  return [...porDia].sort((a, b) => (grado(b) === grado(a) ? 0 : grado(b) - grado(a)));
}

function decirCuantos(visibles, todos, palabras) {
  const de = `de «${palabras}»`;
  if (!todos) return `No se halló nada ${de}.`;
  if (!visibles) return `Ningún resultado ${de} cumple lo escogido; sin escoger, hay ${todos}.`;
  return visibles === 1 ? `1 resultado ${de}.` : `${visibles} resultados ${de}.`;
}

// Cuántos quedarían con cada valor, dado lo escogido en las demás facetas.
function contar(hallados, { valores, docs }, cumple) {
  FACETAS.forEach((f, n) => {
    const cuentas = new Map();
    for (const id of hallados.keys()) {
      const valor = docs.facetas[n][id];
      if (valor >= 0 && cumple(id, n)) cuentas.set(valor, (cuentas.get(valor) ?? 0) + 1);
    }
    [...selectores[f].options].slice(1).forEach((opcion, valor) => {
      const cuenta = cuentas.get(valor) ?? 0;
      opcion.textContent = `${opcion.value} (${cuenta})`;
      opcion.disabled = cuenta === 0 && !opcion.selected;
    });
  });
}

async function agregar() {
  const mio = turno;
  const datos = await Promise.all(pendientes.slice(0, POR_VEZ).map(([id, indice]) => textoDe(id, indice)));
  if (mio !== turno) return null;
  pendientes = pendientes.slice(POR_VEZ);
  const renglones = datos.map(renglon);
  lista.append(...renglones);
  mas.hidden = pendientes.length === 0;
  return renglones[0];
}

// Lo que un resultado muestra; van varios juntos en un archivo.
async function textoDe(id, indice) {
  const { grupos, inicios, docs, juntos, valores } = indice;
  const grupo = docs.grupo[id];
  const n = id - inicios[grupo];
  const [clave, instancia, , , , huellas] = grupos[grupo];
  const tanda = Math.floor(n / juntos);
  const filas = await traer(`textos/${clave}/${tanda}-${huellas[tanda]}.json`, indice);
  const [ruta, titulo, fecha, marcas, texto] = filas[n % juntos];
  return { ruta, titulo, fecha, marcas, texto, instancia, clase: valores.clase[docs.facetas[0][id]] };
}

// --- un resultado --------------------------------------------------------------------------------

function renglon({ ruta, titulo, clase, fecha, instancia, marcas, texto }) {
  const que = elemento("p", "que");
  const enlace = elemento("a");
  enlace.append(...resaltar(titulo.split(/\s+/)));
  enlace.href = new URL(encodeURI(ruta), document.baseURI);
  que.append(enlace);
  for (const marca of [clase, ...marcas.split(", ")].filter(Boolean)) que.append(" ", elemento("span", "insignia", marca));
  const li = elemento("li");
  li.append(que, elemento("p", "cuando", [fecha, instancia].filter(Boolean).join(" · ")));
  const palabras = texto.split(/\s+/).filter(Boolean);
  if (palabras.length) {
    const desde = comienzo(palabras);
    const extracto = elemento("p", "extracto");
    extracto.append(...resaltar(palabras.slice(desde, desde + LARGO)));
    li.append(extracto);
  }
  return li;
}

// Dónde empieza el trozo que más palabras buscadas tiene.
function comienzo(palabras) {
  const lugares = palabras.flatMap((p, n) => (esBuscada(p) ? [n] : []));
  const ultimo = Math.max(0, palabras.length - LARGO);
  let mejor = 0;
  let mas = 0;
  for (const lugar of lugares) {
    const desde = Math.min(Math.max(0, lugar - 4), ultimo);
    const cuantas = lugares.filter((l) => l >= desde && l < desde + LARGO).length;
    if (cuantas > mas) [mejor, mas] = [desde, cuantas];
  }
  return mejor;
}

// Las palabras como texto, y las buscadas dentro de su marca.
const resaltar = (palabras) => palabras.flatMap((p, n) => [n ? " " : "", esBuscada(p) ? elemento("mark", "", p) : p]);

const esBuscada = (escrita) => [...partir(escrita), plano(escrita).replace(/[^a-z0-9]+/g, "")].some((p) => buscadas.has(clave(p)));

function elemento(nombre, clase = "", texto = "") {
  const e = document.createElement(nombre);
  if (clase) e.className = clase;
  e.textContent = texto;
  return e;
}

// --- ¿quiso decir…? ------------------------------------------------------------------------------

// Las palabras del sitio, como están escritas. Las raras de un sitio grande están aparte, en un
// archivo por inicial: se lee el de las que se buscan.
async function proponer(palabras, indice) {
  const partes = palabras.split(/(\P{L}+)/u);
  const { palabras: frecuentes, partes: iniciales } = await traer("vocabulario.json", indice);
  const suyas = [...new Set(partes.map((p) => plano(p)[0]))].filter((i) => i && iniciales.includes(i));
  const raras = await Promise.all(suyas.map((i) => traer(`vocabulario-${i}.json`, indice)));
  const todas = [...frecuentes, ...raras.flat()];
  const planas = todas.map(plano);
  const nuevas = await Promise.all(
    partes.map(async (parte) => ((await terminos(plano(parte), indice)).size ? parte : (todas[parecida(plano(parte), planas)] ?? parte))),
  );
  return nuevas.join("") === palabras ? "" : nuevas.join("");
}

// El lugar de la palabra más parecida, o -1 si ninguna se le parece.
function parecida(palabra, planas) {
  if (palabra.length < 4) return -1;
  const tope = palabra.length < 8 ? 1 : 2;
  let mejor = -1;
  let menor = tope + 1;
  // Las más frecuentes van primero: a igual distancia, gana la primera.
  planas.forEach((conocida, n) => {
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
mas.addEventListener("click", () => agregar().then((primero) => primero?.querySelector("a").focus(), hacer));
window.addEventListener("popstate", () => {
  leerDireccion();
  hacer();
});
leerDireccion();
hacer();
