#ifndef REDIAL_RULES_LINT_H
#define REDIAL_RULES_LINT_H

#include "../rules/rule.h"
#include <redial/lint.h>

RDI_PRIVATE_BEGIN

/* rules/cover.c */
/* Does wide take everything that narrow would? */
bool rdi_rule_covers(const redial_rule *wide, const redial_rule *narrow);
/* Can no failure meet its conditions? */
bool rdi_rule_never_fires(const redial_rule *rule);

RDI_PRIVATE_END

#endif
