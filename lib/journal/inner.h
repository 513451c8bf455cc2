#ifndef REDIAL_JOURNAL_INNER_H
#define REDIAL_JOURNAL_INNER_H

/* What the files of this room share. */

#include "../core/inner.h"
#include <redial/journal.h>

RDI_PRIVATE_BEGIN

/* fields.c: the numbers of a record, one after the other. */
#define RDI_JOURNAL_KINDS (REDIAL_JOURNAL_HOST + 1u)

uint32_t rdi_journal_field_count(void);
/* Have records of this kind this field? */
bool rdi_journal_field_belongs(uint32_t field, uint32_t kind);
uint32_t rdi_journal_field_bytes(uint32_t field);
/* Its bits, not extended. */
uint64_t rdi_journal_field_get(const redial_journal_record *record,
                               uint32_t field);
void rdi_journal_field_set(redial_journal_record *record, uint32_t field,
                           uint64_t bits);
/* As a number with its sign. */
int64_t rdi_journal_field_value(const redial_journal_record *record,
                                uint32_t field);

/* record.c: the record of a question, before it is asked. */
void rdi_journal_ask(redial_journal_record *record, redial_journal_kind kind,
                     const redial_hunt *hunt, const redial_scene *scene,
                     uint64_t now_ms);

RDI_PRIVATE_END

#endif
