/*
 * explain.h: what is said about lost points.
 */
#pragma once

#include "grader/score.h"

/* A check that was not passed. */
void explain_loss(const struct scenario *s, const struct loss *loss);

/* A run that did not end as it should. */
void explain_end(const struct grading *g);
