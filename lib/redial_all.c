/* The whole library in one unit: cc -Iinclude -c lib/redial_all.c */
#if !defined(REDIAL_STATIC) && !defined(REDIAL_BUILDING)
#define REDIAL_STATIC
#endif

#include "core/version.c"
#include "core/span.c"
#include "core/text.c"

#include "codes/sip.c"
#include "codes/sip_events.c"
#include "codes/q850.c"
#include "codes/twilio.c"
#include "codes/dial.c"
#include "codes/maps.c"
#include "codes/peer.c"
#include "codes/asterisk.c"
#include "codes/freeswitch.c"

#include "classify/bare_sip.c"
#include "classify/bare.c"
#include "classify/cause.c"
#include "classify/dial.c"
#include "classify/family.c"
#include "classify/in.c"

#include "backoff/backoff.c"

#include "budget/budget.c"

#include "policy/account.c"
#include "policy/again.c"
#include "policy/by_name.c"
#include "policy/decide.c"
#include "policy/defaults.c"
#include "policy/history.c"
#include "policy/repair.c"
#include "policy/reread.c"
#include "policy/route.c"
#include "policy/situation.c"
#include "policy/stop.c"
#include "policy/table.c"
#include "policy/wait.c"
#include "policy/whole.c"

#include "names/book.c"
#include "names/list.c"
#include "names/words.c"
#include "names/phrases.c"
#include "names/notes.c"
#include "names/explain.c"
#include "names/policy_explain.c"
#include "names/policy_words.c"
