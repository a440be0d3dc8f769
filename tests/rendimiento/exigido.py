"""Lo que la construcción tiene que alcanzar, y si lo medido lo alcanza."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rendimiento import formato
from rendimiento.disposicion import ANTERIOR, PROPIO
from rendimiento.estadistica import razon, resumir
from rendimiento.filas import DESCARGAS, DESDE_CERO, FILAS, SIN_HALLAZGOS
from rendimiento.resultados import Medicion, Resultados

MB = 10**6
TOLERANCIA_LINEAL = 1.10
"""Lo que puede crecer el costo por acta sin dejar de ser lineal: el ruido de medir."""


@dataclass(frozen=True, slots=True)
class Exigencia:
    """Un límite de una fila: cómo se saca la cifra, cómo se escribe y cuánto puede ser."""

    fila: str
    tamano: str
    que: str
    limite: float
    cifra: Callable[[Medicion], float | None]
    escrita: Callable[[float], str] = formato.veces
    meta: bool = False
    """Si es una aspiración y no un compromiso."""


@dataclass(frozen=True, slots=True)
class Veredicto:
    """Una exigencia con lo medido; `valor` es `None` si no se ha medido."""

    exigencia: Exigencia
    valor: float | None

    @property
    def cumple(self) -> bool:
        """Si lo medido está dentro del límite."""
        return self.valor is not None and self.valor <= self.exigencia.limite

    @property
    def palabra(self) -> str:
        """Sin medir, cumple o no cumple."""
        if self.valor is None:
            return "sin medir"
        return "cumple" if self.cumple else "**no cumple**"


def _contra(par: str, que: str = "segundos") -> Callable[[Medicion], float | None]:
    def cifra(medicion: Medicion) -> float | None:
        mios, suyos = medicion.valores(PROPIO, que), medicion.valores(par, que)
        # Si aquí hay más ediciones por turno, no hay turnos que emparejar: mediana por mediana.
        if mios and suyos and len(mios) != len(suyos):
            return resumir(mios).mediana / resumir(suyos).mediana
        return razon(mios, suyos).mediana if mios and suyos else None

    return cifra


def _el_peor(contra: str) -> Callable[[Medicion], float | None]:
    """El turno en que salió más caro: para lo que se exige de cualquiera y no de la mitad."""

    def cifra(medicion: Medicion) -> float | None:
        mios, suyos = medicion.valores(PROPIO), medicion.valores(contra)
        return razon(mios, suyos).maximo if mios and suyos else None

    return cifra


def _memoria_contra(par: str) -> Callable[[Medicion], float | None]:
    def cifra(medicion: Medicion) -> float | None:
        mias, suyas = (medicion.valores(q, "memoria") for q in (PROPIO, par))
        return max(mias) / max(suyas) if mias and suyas else None

    return cifra


def _el_mayor(que: str) -> Callable[[Medicion], float | None]:
    def cifra(medicion: Medicion) -> float | None:
        return max(medicion.valores(PROPIO, que), default=None)

    return cifra


def _mediana(medicion: Medicion) -> float | None:
    valores = medicion.valores(PROPIO)
    return resumir(valores).mediana if valores else None


def _nota(cual: str) -> Callable[[Medicion], float | None]:
    return lambda medicion: medicion.notas.get(cual)


def _entero(valor: float) -> str:
    return formato.numero(valor)


def _contra_el_anterior(fila: str, limite: float, tamano: str = "10000") -> Exigencia:
    return Exigencia(fila, tamano, "tiempo contra el de antes", limite, _contra(ANTERIOR))


LIMITES = (
    _contra_el_anterior("fria", 0.60),
    Exigencia("fria", "10000", "tiempo contra Hugo", 1.5, _contra("hugo")),
    Exigencia("fria", "10000", "tiempo contra Zola", 1.0, _contra("zola"), meta=True),
    Exigencia("fria", "10000", "memoria del mayor proceso", 300 * MB, _el_mayor("memoria"),
              formato.memoria),
    _contra_el_anterior("fria-buscador", 0.45),
    Exigencia("fria-buscador", "10000", "tiempo contra Hugo y Pagefind", 0.9, _contra("hugo")),
    Exigencia("fria-buscador", "10000", "tiempo contra Zola y Pagefind", 0.9, _contra("zola")),
    Exigencia("fria-buscador", "10000", "memoria contra el de antes", 0.25,
              _memoria_contra(ANTERIOR)),
    Exigencia("nada", "10000", "tiempo contra Hugo", 0.018, _contra("hugo")),
    Exigencia("nada", "10000", "archivos escritos", 0, _el_mayor("escritos"), _entero),
    _contra_el_anterior("nada-buscador", 0.6),
    _contra_el_anterior("nada-recien", 0.2),
    _contra_el_anterior("una-acta", 0.30),
    Exigencia("una-acta", "10000", "tiempo contra Hugo", 0.05, _contra("hugo")),
    Exigencia("una-acta", "10000", "archivos distintos de una construcción limpia", 0,
              _nota("distintos_de_una_limpia"), _entero),
    _contra_el_anterior("una-acta-buscador", 0.06),
    _contra_el_anterior("servir", 0.6),
    Exigencia("servir", "10000", "tiempo contra Zola", 0.8, _contra("zola")),
    Exigencia("servir", "10000", "mediana", 0.120, _mediana, formato.segundos),
    Exigencia("servir", "10000", "peor", 0.400, _el_mayor("segundos"), formato.segundos),
    Exigencia("plantilla", "10000", "tiempo contra desde cero", 0.5, _contra(DESDE_CERO)),
    Exigencia("plantilla-otra", "10000", "la peor, tiempo contra desde cero", 0.15,
              _el_peor(DESDE_CERO)),
    Exigencia(DESCARGAS, "10000", "hasta la primera respuesta, contra el de antes", 1.2,
              _contra(ANTERIOR, "primera")),
    Exigencia(DESCARGAS, "10000", "por cada palabra más, contra el de antes", 1.5,
              _contra(ANTERIOR, "siguiente")),
    Exigencia("revisar", "2000", "tiempo contra no tenerlos", 1.5, _contra(SIN_HALLAZGOS)),
    _contra_el_anterior("fria", 0.35, "4000x1"),
    Exigencia("fria", "100000", "memoria del mayor proceso", 1000 * MB, _el_mayor("memoria"),
              formato.memoria),
    Exigencia("fria", "100000", "memoria contra el de antes", 0.7, _memoria_contra(ANTERIOR)),
    Exigencia("fria-buscador", "100000", "memoria del mayor proceso", 1500 * MB,
              _el_mayor("memoria"), formato.memoria),
)  # fmt: skip
CRECEN = (
    ("1000", "10000", TOLERANCIA_LINEAL),
    ("10000", "100000", 1.05),
    ("1000x1", "4000x1", TOLERANCIA_LINEAL),
)
"""De qué tamaño a cuál no puede subir el costo por acta, con el mismo reparto, y cuánto."""


def veredictos(resultados: Resultados, lugar: str) -> list[Veredicto]:
    """Cada límite con lo medido en ese lugar."""
    hechos = []
    for exigencia in LIMITES:
        medicion = resultados.buscar(exigencia.fila, exigencia.tamano, lugar)
        hechos.append(Veredicto(exigencia, exigencia.cifra(medicion) if medicion else None))
    return [*hechos, *(_crecimiento(resultados, lugar, *par) for par in CRECEN)]


def _crecimiento(resultados: Resultados, lugar: str, de: str, a: str, limite: float) -> Veredicto:
    costos = [por_acta(resultados, lugar, tamano) for tamano in (de, a)]
    valor = costos[1] / costos[0] if costos[0] and costos[1] else None
    que = f"costo por acta contra el de {tamano_en_palabras(de)}"
    return Veredicto(Exigencia("fria", a, que, limite, lambda _: None), valor)


def por_acta(resultados: Resultados, lugar: str, tamano: str, fila: str = "fria") -> float | None:
    """Segundos por acta de la mediana de una fila."""
    medicion = resultados.buscar(fila, tamano, lugar)
    mediana = _mediana(medicion) if medicion else None
    return mediana / int(tamano.partition("x")[0]) if mediana else None


def tamano_en_palabras(clave: str) -> str:
    """«10.000 actas», «4.000 actas en una instancia»."""
    actas, _, instancias = clave.partition("x")
    reparto = {"": "", "1": " en una instancia"}.get(instancias, f" en {instancias} instancias")
    return f"{formato.numero(int(actas))} actas{reparto}"


def frase(veredicto: Veredicto) -> str:
    """Por cuánto no se alcanza un límite, en una oración."""
    e, valor = veredicto.exigencia, veredicto.valor
    donde = f"{FILAS[e.fila].titulo}, {tamano_en_palabras(e.tamano)}, {e.que}"
    if valor is None:
        return f"{donde}: sin medir; el límite es {e.escrita(e.limite)}."
    if e.limite == 0:
        return f"{donde}: se midió {e.escrita(valor)} y debe ser cero."
    exceso = formato.numero((valor / e.limite - 1) * 100)
    return (
        f"{donde}: se midió {e.escrita(valor)} y el límite es {e.escrita(e.limite)}; "
        f"se pasa en un {exceso} %."
    )
