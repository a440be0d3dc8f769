# Las órdenes de la casa. `make ayuda` las muestra.

VENV ?= .venv
PYTHON ?= python3
PARTE ?=
UV := 0.13.9

BIN := $(VENV)/bin
# Con dos --quiet, pip solo habla cuando algo falla.
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install
SELLO_SITIO := $(VENV)/.sello-sitio
SELLO_PRUEBAS := $(VENV)/.sello-pruebas

.DELETE_ON_ERROR:
.PHONY: todo ayuda entorno sitio preparar pruebas largas exigencias rendimiento medidas referencia capturas candados rueda

todo: pruebas

ayuda:
	@echo "make              estilo, tipos, pisos y todas las pruebas (lo mismo que make pruebas)"
	@echo "make sitio        prepara el entorno y construye el sitio en publicado/"
	@echo "make preparar     instala los programas que usan las pruebas, o dice cuáles faltan"
	@echo "make pruebas      todas las pruebas; PARTE=unidad corre solo esa parte"
	@echo "                  (estilo, unidad, sitios, navegador, promesas, servidores, recorridos)"
	@echo "make largas       las que tardan minutos: Lighthouse, mil actas y las guías en más días"
	@echo "make referencia   vuelve a escribir docs/referencia/ con lo que el programa dice de sí"
	@echo "make capturas     vuelve a tomar las imágenes de la guía de editores"
	@echo "make exigencias   las cuentas completas de docs/garantias.md; G=1 corre una sola promesa"
	@echo "make rendimiento  mide y compara, y escribe docs/rendimiento.md; SOLO=fria TAMANO=1000 mide"
	@echo "                  una fila (y VECES=9, CON=hugo, EN_MEMORIA=1, DE_NUEVO=1)"
	@echo "make medidas      cuánto mide la casa: líneas, funciones y complejidad, al lado de otros commits"
	@echo "make candados     vuelve a escribir requisitos.txt y requisitos-pruebas.txt"
	@echo "make rueda        construye el paquete instalable en dist/"

sitio: entorno
	@$(BIN)/generador construir

entorno: $(SELLO_SITIO)
	@:

# Solo lo que está en el candado, con su huella; después el paquete, sin descargar nada más.
# Queda en modo editable: lo que se cambia en generador/ vale sin volver a instalar.
$(SELLO_SITIO): requisitos.txt pyproject.toml | $(BIN)/python
	@echo "Instalo lo que el generador necesita en $(VENV)…"
	@$(PIP) --require-hashes -r requisitos.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(SELLO_PRUEBAS): requisitos-pruebas.txt $(SELLO_SITIO)
	@echo "Instalo lo que las pruebas necesitan en $(VENV)…"
	@$(PIP) --require-hashes -r requisitos-pruebas.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Se necesita Python 3.11 o posterior. Indique cuál: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv "$(VENV)" || { rm -rf "$(VENV)"; \
	  echo "No se pudo crear $(VENV). En Debian y Ubuntu: apt-get install python3-venv"; exit 1; }

preparar: $(SELLO_PRUEBAS)
	@bash tests/apoyo/preparar.sh

# Se puede interrumpir: lo que ya pasó con este mismo código no se repite.
exigencias: preparar
	@PYTHONPATH="$(CURDIR):$(CURDIR)/tests" $(BIN)/python -m exigencias --completa $(if $(G),--promesa $(G))

# Lo medido se guarda en .rendimiento/ y se suma: se puede medir por partes e interrumpir.
rendimiento: preparar
	@PYTHONPATH="$(CURDIR):$(CURDIR)/tests" $(BIN)/python -m rendimiento \
	  $(addprefix --solo ,$(SOLO)) $(addprefix --tamano ,$(TAMANO)) $(addprefix --con ,$(CON)) \
	  $(if $(VECES),--veces $(VECES)) $(if $(EN_MEMORIA),--en-memoria) $(if $(DE_NUEVO),--de-nuevo) \
	  $(if $(DOCUMENTO),--solo-documento)

# En todos los núcleos; cada archivo de pruebas entero en uno, y en el orden en que se juntan.
REPARTIDAS = --numprocesses=auto --dist=loadfile --no-loadscope-reorder

medidas: $(SELLO_PRUEBAS)
	@PYTHONPATH="$(CURDIR):$(CURDIR)/tests" $(BIN)/python -m medidas

# Con lo compilado guardado, aunque en el ambiente se haya pedido que no: las pruebas encienden el
# programa cientos de veces, y compilarlo es la tercera parte de lo que tarda una orden corta.
pruebas: preparar
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(REPARTIDAS) $(if $(PARTE),-m $(PARTE))

largas: preparar
	@$(BIN)/python -m pytest -m largas

referencia: entorno
	@$(BIN)/python docs/generar.py

# Sigue la guía en una carpeta temporal y fotografía lo que se ve en el navegador.
capturas: preparar
	@PYTHONPATH="$(CURDIR):$(CURDIR)/tests" $(BIN)/python docs/capturas.py

# uv resuelve para todos los sistemas y todas las versiones de Python a la vez. Vive en una
# carpeta temporal: nadie lo necesita para construir el sitio ni para correr las pruebas.
COMPILAR = "$$tmp/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-header --upgrade pyproject.toml --group construccion

candados:
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	$(PYTHON) -m venv "$$tmp" && "$$tmp/bin/python" -m pip install --quiet --quiet uv==$(UV) && \
	$(COMPILAR) -o requisitos.txt && \
	$(COMPILAR) --group pruebas --extra pdf --extra compresion --extra distribuido \
	  -c requisitos.txt -o requisitos-pruebas.txt
	@cd tests/apoyo && npm install --package-lock-only --omit-lockfile-registry-resolved \
	  --no-audit --no-fund --silent
	@echo "Candados al día. Revise los cambios con: git diff --stat"

rueda: entorno
	@$(BIN)/python -m hatchling build -t wheel
