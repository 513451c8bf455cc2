#ifndef REDIAL_LUA_H
#define REDIAL_LUA_H

/* redial as a Lua module: what its files share. One source for Lua 5.1, 5.3,
 * 5.4 and LuaJIT, so only calls that all of them have.
 *
 * Who misuses the module (a wrong type, a closed pool, a field that is not
 * one) gets a Lua error of one line. What the world sends (a reply that is
 * none, a token of somebody else, an unknown phone) gives nil and the reason:
 * that is no mistake of the script.
 *
 * luaL_error() leaves by longjmp. So nothing that may raise is called while a
 * pool is locked, and whatever has to be freed hangs on a userdata with __gc.
 */

#include <lauxlib.h>
#include <lua.h>
#include <pthread.h>
#include <redial/redial.h>

/* Named by the host's dlsym() alone. */
#define RL_EXPORT __attribute__((visibility("default")))

#define RL_NAME_MAX 200u /* longest name of a shared pool */
#define RL_RULES_MAX 64u /* rules of one scene */

/* argument.c: numbers and texts of the script. */
typedef struct rl_where { /* "redial.pool: target 3", for messages */
  char text[64];
} rl_where;

rl_where rl_at(const char *what, const char *part, unsigned number);
uint64_t rl_whole(lua_State *L, int index, uint64_t most, const char *what);
redial_span rl_text(lua_State *L, int index, const char *what);
void rl_table(lua_State *L, int index, const char *what);
uint64_t rl_now(lua_State *L, int index); /* given, or the clock's */
uint32_t rl_random(void);
uint64_t rl_id(redial_span text); /* 64 bits of a name; never 0 */
void rl_push_number(lua_State *L, uint64_t value);
int rl_refuse(lua_State *L, const char *what, const char *why); /* nil, text */
void rl_class(lua_State *L, const char *name, const luaL_Reg *methods);
void rl_functions(lua_State *L, const luaL_Reg *functions);

/* record.c: a table of the script as a C structure, and back. */
typedef enum rl_type {
  RL_NUMBER,
  RL_SIGNED,
  RL_WORD, /* a value of an enumeration, by its name */
  RL_FLAG, /* true or false, in a field of its own */
  RL_MARK, /* true or false, as a bit */
  RL_ID    /* any text, as its 64 bits */
} rl_type;

typedef struct rl_field {
  const char *name;
  rl_type type;
  size_t size;
  size_t offset;
  uint32_t mark;
  const char *(*word)(uint32_t);
} rl_field;

#define RL_SIZE(type, field) sizeof(((type *)0)->field), offsetof(type, field)
#define RL_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Sets the fields that the table at the index has. Others than these and
 * those in `also` (ends with NULL) are refused. */
void rl_read(lua_State *L, int index, const rl_where *where,
             const rl_field *fields, size_t count, const char *const *also,
             void *record);
/* Adds the fields to the table on top; sparse leaves out what is 0. */
void rl_fill(lua_State *L, const rl_field *fields, size_t count,
             const void *record, bool sparse);
uint32_t rl_word(lua_State *L, int index, const char *(*word)(uint32_t),
                 const char *what);

/* evidence.c, verdict.c */
extern const char *const rl_event_fields[]; /* beside those of evidence */
void rl_evidence_read(lua_State *L, int index, const rl_where *where,
                      const char *const *also, redial_evidence *evidence);
void rl_evidence_push(lua_State *L, const redial_evidence *evidence);
void rl_verdict_push(lua_State *L, const redial_verdict *verdict);
extern const luaL_Reg rl_verdict_functions[];

/* image.c: the memory of a pool, of one process or of many. */
typedef struct rl_image {
  uint64_t magic;
  uint64_t revision; /* grows with each reload */
  pthread_mutex_t lock;
  redial_budget budget;
  uint32_t has_budget;
  uint32_t reserved;
} rl_image;

typedef struct rl_pool {
  redial_pool pool;
  rl_image *image; /* NULL: closed */
  size_t bytes;    /* of image and pool */
  int names;       /* id to text, a table in the registry */
  uint32_t selector_count;
  const redial_selector *selectors[REDIAL_POOL_SELECTORS_MAX];
  char name[RL_NAME_MAX + 1]; /* empty: of this Lua state alone */
} rl_pool;

/* Each returns NULL, or why not. Making and taking up are one step: whoever
 * comes first makes it. */
const char *rl_image_open(rl_pool *self, const redial_pool_config *config);
void rl_image_close(rl_pool *self);
const char *rl_image_forget(const char *name);
const char *rl_lock(rl_pool *self);
void rl_unlock(rl_pool *self);

/* pool.c */
rl_pool *rl_pool_self(lua_State *L, int index); /* raises when closed */
void rl_pool_lock(lua_State *L, rl_pool *self); /* or raises */
void rl_pool_name(lua_State *L, const rl_pool *self, uint64_t id);
void rl_pool_open(lua_State *L);
int rl_pool_new(lua_State *L);
int rl_pool_forget(lua_State *L);

/* config.c: each reads its fields of the table at index 1. */
void rl_config_read(lua_State *L, const redial_target *targets, uint32_t count,
                    redial_pool_config *config);
void rl_config_strategies(lua_State *L, rl_pool *self);
void rl_config_name(lua_State *L, rl_pool *self);
void rl_config_check_name(lua_State *L, redial_span name);
void rl_config_budget(lua_State *L, rl_pool *self, uint64_t now_ms);

/* one.c */
extern const luaL_Reg rl_one_methods[];

/* target.c */
redial_target *rl_targets(lua_State *L, int index, uint32_t *count);
void rl_target_names(lua_State *L, int index, int names);
extern const rl_field rl_target_fields[];
extern const size_t rl_target_field_count;

/* policy.c */
void rl_policy_read(lua_State *L, int index, redial_policy *policy);

/* scene.c */
typedef struct rl_side {
  rl_pool *pool; /* NULL: none */
  int ref;       /* keeps it */
  const redial_selector *selector;
  uint32_t rotation;
  uint32_t count;    /* 0: the whole pool */
  uint64_t revision; /* of the roster in which `members` were found */
  uint64_t ids[REDIAL_GROUP_MAX];
  redial_member members[REDIAL_GROUP_MAX];
  redial_group group;
} rl_side;

typedef struct rl_scene {
  rl_side whom; /* without a pool: one number, reached by gateways */
  rl_side via;
  redial_scene made;
  redial_policy policy;
  redial_rules rules;
  redial_rule rule[RL_RULES_MAX];
} rl_scene;

rl_scene *rl_scene_self(lua_State *L, int index);
const char *rl_scene_lock(rl_scene *scene);
void rl_scene_unlock(rl_scene *scene);
void rl_scene_open(lua_State *L);
int rl_scene_new(lua_State *L);

/* callee.c: the one endpoint of a call that has gateways alone. */
#define RL_CALLEE_WORDS ((REDIAL_POOL_BYTES(1, 1, 0, 1, 64, 1) + 7u) / 8u)

typedef struct rl_callee {
  redial_pool pool;
  uint64_t memory[RL_CALLEE_WORDS];
} rl_callee;

bool rl_callee_make(rl_callee *callee, const redial_hunt *hunt);

/* hunt.c, report.c */
typedef struct rl_hunt {
  redial_hunt hunt;
  redial_scene made; /* of the scene, with what is this call's own */
  rl_scene *scene;
  int ref;           /* keeps the scene */
  redial_lease last; /* of the attempt that was placed last */
  rl_callee callee;
} rl_hunt;

void rl_hunt_open(lua_State *L);
int rl_hunt_new(lua_State *L);
int rl_hunt_resume(lua_State *L);
void rl_step_push(lua_State *L, const rl_hunt *self, const redial_step *step,
                  const uint64_t ids[2], uint64_t now_ms);
void rl_report_push(lua_State *L, const redial_hunt_report *report);
void rl_summary_push(lua_State *L, const redial_hunt *hunt);
void rl_push_lease(lua_State *L, redial_lease lease);
bool rl_lease_read(redial_span text, redial_lease *lease);

#endif
