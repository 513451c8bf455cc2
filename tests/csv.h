#ifndef REDIAL_TESTS_CSV_H
#define REDIAL_TESTS_CSV_H

/* Rows of a comma-separated file with a heading and quoted fields. */

#include <stddef.h>

#define CSV_FIELDS 40

typedef struct csv {
  char *text;               /* the whole file, cut into fields in place */
  char *next;               /* where the next row starts */
  char *head[CSV_FIELDS];   /* names of the columns */
  char *field[CSV_FIELDS];  /* fields of the current row */
  size_t columns;
} csv;

/* Fails the test when the file under tests/data cannot be read. */
void csv_open(csv *file, const char *name);
/* Reads the next row; 0 at the end. */
int csv_next(csv *file);
/* Field of the current row by the name of its column. */
const char *csv_get(const csv *file, const char *column);
void csv_close(csv *file);

#endif
