#ifndef TWILIO_CONFIG_H
#define TWILIO_CONFIG_H

/* The text file that says who the agents are and what callers are offered.
   README.md lists its words. */

#include <redial/redial.h>
#include <stdbool.h>
#include <stdint.h>

/* An agent's number is a slot of the pool for good, whatever happens to the
   file, so that a ticket means the same person to every server. */
#define TW_AGENTS 256u /* REDIAL_GROUP_MAX: any of them can be in a group */
#define TW_GROUPS 32u
#define TW_GROUP_NAME 32u

typedef enum tw_noun { TW_CLIENT, TW_SIP, TW_NUMBER } tw_noun;

typedef struct tw_agent {
  char uri[256];      /* without "client:" */
  char person[64];    /* empty: nobody else's device */
  uint64_t person_id; /* 0: nobody */
  uint8_t noun;       /* tw_noun */
  uint8_t tier;
  uint8_t weight;
  bool is_there;
} tw_agent;

typedef struct tw_group {
  char name[TW_GROUP_NAME + 1];
  redial_member members[TW_AGENTS];
  uint32_t count;
} tw_group;

/* What callers are told. */
typedef enum tw_saying {
  TW_SAY_QUEUE,
  TW_SAY_WAIT,
  TW_SAY_CALLBACK,
  TW_SAY_CALLED_BACK,
  TW_SAY_VOICEMAIL,
  TW_SAY_THANKS,
  TW_SAY_ANNOUNCE,
  TW_SAY_NUMBER,
  TW_SAY_BUSY,
  TW_SAYINGS
} tw_saying;

typedef struct tw_config {
  char public_url[256]; /* as Twilio calls it, without a query */
  char origin[256];     /* its scheme and host without a port */
  char port[8];         /* ":443" and the like, given or by default */
  char path[256];       /* of public_url, from the slash on */
  char listen[64];
  char state[256];     /* empty: the pool lives in the process */
  char callbacks[256]; /* empty: none are offered */
  char queue[65];      /* empty: there is none */
  char caller_id[17];
  char voice[64];
  char language[16];
  char sayings[TW_SAYINGS][256];
  redial_policy policy;
  const redial_selector *strategy;
  uint32_t ring_s; /* that a phone rings, Twilio's 5 s included */
  uint32_t talk_s;
  uint32_t wrap_up_s;
  uint32_t queue_wait_s;
  uint32_t voicemail_s; /* 0: none is taken */
  bool answer_on_bridge;
  uint64_t roster; /* changes when the agents do */
  uint32_t agent_count;
  uint32_t group_count;
  tw_agent agents[TW_AGENTS];     /* by number */
  tw_group groups[TW_GROUPS + 1]; /* the first: everybody */
} tw_config;

/* Where and what is wrong, for one line: "line:column: what". */
typedef struct tw_config_error {
  uint32_t line; /* 0: the file as a whole */
  uint32_t column;
  char what[160];
} tw_config_error;

/* Reads text; *config is whole or untouched. */
bool tw_config_read(redial_span text, tw_config *config,
                    tw_config_error *error);
/* Reads a file; says on stderr what is wrong. */
bool tw_config_load(const char *program, const char *path, tw_config *config);

/* The group of that name, everybody for an empty one; NULL when there is none
   of it. */
const tw_group *tw_config_group(const tw_config *config, redial_span name);

#endif
