#include "../codes/tables.h"

#define SIP_EVENT_NETWORK_BLOCKED rdi_sip_network_blocked
#define SIP_EVENT_LOCAL_TIMEOUT rdi_sip_local_timeout
#define SIP_EVENT_LOCAL_TRANSPORT rdi_sip_local_transport

#define CODE(code, as, outcome, about, scope, retry, action, treatment,        \
             retry_after, dialog, phrase, source, headers)
#define FALLBACK(class, as, outcome, about, scope, retry, action, treatment,   \
                 dialog, phrase, source)
#define EVENT(name, as, outcome, about, scope, retry, action, treatment,       \
              dialog, phrase, source, headers)                                 \
  const rdi_words SIP_EVENT_##name =                                           \
    RDI_WORDS(outcome, about, scope, retry, action, treatment);
#include "../codes/sip.def"
#undef CODE
#undef FALLBACK
#undef EVENT
