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
#include "classify/twilio.c"
#include "classify/assess.c"
#include "classify/by_code.c"
#include "classify/by_reason.c"
#include "classify/by_history.c"
#include "classify/modify.c"
#include "classify/predict.c"
#include "classify/fork.c"

#include "names/book.c"
#include "names/list.c"
#include "names/words.c"
#include "names/phrases.c"
#include "names/notes.c"
#include "names/explain.c"
