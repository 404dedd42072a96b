/*
 * slab.h: small structures, cut from frames.
 *
 * VM's structures grow and shrink with what processes ask for. A table of fixed
 * size would be one that a single process can use up, for all others.
 */
#pragma once

#include <faultline/types.h>

#define SLAB_CELL 80u /* bytes: the size of every cell */

/* No cell is in use. */
void slab_init(void);

/* A cell, full of rubbish; NULL: there is no frame for it. */
void *slab_take(void);

/* The cell is free again. The frame is, too, when this was its last cell. */
void slab_give(void *cell);

/* The frame that a cell is cut from. */
phys_t slab_frame(const void *cell);
