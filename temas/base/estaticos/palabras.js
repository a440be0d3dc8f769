// Cuándo dos palabras son la misma: sin tildes ni mayúsculas, y en singular o en plural. Lo usan el
// buscador del sitio y el de cada lista, y por eso hallan lo mismo; el índice se hizo con la misma
// clave, en generador/buscador/palabras.py.
(function () {
  "use strict";
  function llano(texto) {
    return texto.toLowerCase()
      .replace(/[\ufb00-\ufb06]/g, function (ligadura) { return ligadura.normalize("NFKD"); })
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  // La misma para el singular y el plural: «sede» y «sedes», «voz» y «voces», «reunión» y
  // «reuniones». Se acorta hasta donde se puede, porque «sedes» sola no dice si viene de «sed» o de
  // «sede». Lo corto queda entero.
  function clave(palabra) {
    var antes = llano(palabra).replace(/z$/, "c");
    var marca = ["es", "s", "e"].find(function (m) { return antes.endsWith(m) && antes.length > m.length + 2; });
    return marca ? clave(antes.slice(0, -marca.length)) : antes;
  }

  // «S.A.S.» es una palabra, la misma que «SAS».
  function partir(texto) {
    var sinPuntos = llano(texto).replace(/\b(?:[a-z]\.){2,}[a-z]?\b/g, function (sigla) { return sigla.split(".").join(""); });
    return sinPuntos.split(/[^a-z0-9]+/).filter(Boolean);
  }

  var MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");
  var DIA = "\\b(\\d{1,2})[.º°]* (?:de )?(" + MESES.join("|") + ") (?:del? )?(\\d{4})\\b";

  // La clave de un día: «2022:1029». Lleva el año delante para estar al lado de él en el índice.
  function claveDeDia(dia, mes, anio) {
    return anio + ":" + ("0" + (MESES.indexOf(llano(mes)) + 1)).slice(-2) + ("0" + dia).slice(-2);
  }

  // La de cada día que un texto escribe entero.
  function dias(texto) {
    var claves = [];
    texto.replace(new RegExp(DIA, "gi"), function (todo, dia, mes, anio) { claves.push(claveDeDia(dia, mes, anio)); });
    return claves;
  }

  // Las que van en una pregunta y no dicen de qué trata; «última», porque lo reciente va primero.
  var MENUDAS = (
    " a al ano ante busco buscar cada como con cual cuales cuando cuanta cuantas cuanto " +
    "cuantos de del desde dice dijo donde el ella en entre era es esa ese esta estan " +
    "estas este esto estos favor fue fueron ha habia hace hacen han hasta hay hizo hubo la las le " +
    "les lo los mas me mi muy n necesito no num numero o para pero poner por porque " +
    "pueden puede puedo que quien quienes quiero reciente recientes saber se ser si sin sobre " +
    "son su sus tiene tienen tuvo ultima ultimas ultimo ultimos un una unas unos ver y ya "
  ).trim().split(/ +/);

  // Las palabras de una consulta sin las menudas; si todas lo son, todas.
  function principales(consulta) {
    var todas = partir(consulta);
    var suyas = todas.filter(function (p) { return MENUDAS.indexOf(p) < 0; });
    return suyas.length ? suyas : todas;
  }

  // Una función que dice si un texto ya partido tiene todas las palabras. Una cifra se busca entera:
  // «acta 2» no es «acta 21».
  function buscadas(consulta) {
    var pruebas = principales(consulta).map(function (p) {
      return /^[0-9]+$/.test(p) ? [" " + p + " "] : [" " + p, " =" + clave(p) + " "];
    });
    return function (partido) {
      return pruebas.every(function (maneras) {
        return maneras.some(function (m) { return partido.indexOf(m) >= 0; });
      });
    };
  }

  window.palabras = {
    llano: llano,
    clave: clave,
    // Todas, como están en el índice de búsqueda: sin unir siglas.
    partes: function (texto) { return llano(texto).split(/[^a-z0-9]+/).filter(Boolean); },
    MENUDAS: MENUDAS,
    MESES: MESES,
    DIA: DIA,
    claveDeDia: claveDeDia,
    dias: dias,
    principales: principales,
    buscadas: buscadas,
    // Sus palabras y, después, la clave de cada una.
    partido: function (texto) {
      var todas = partir(texto);
      return " " + todas.concat(todas.map(function (p) { return "=" + clave(p); })).join(" ") + " ";
    },
  };
})();
