// std::set and std::list as structures for picking.
#include "../bench.h"
#include <list>
#include <set>
#include <utility>
#include <vector>

namespace {

// The slots that can be had, in order; the next one by lower_bound.
struct ordered {
  std::set<uint32_t> up;
  uint32_t at = 0;
};

void *ordered_open(const bench_case *given) {
  ordered *o = new ordered;

  for (uint32_t i = 0; i < given->n; i++) {
    o->up.insert(o->up.end(), i);
  }
  return o;
}

void ordered_close(void *self) {
  delete static_cast<ordered *>(self);
}

uint32_t ordered_pick(void *self, uint64_t) {
  ordered *o = static_cast<ordered *>(self);
  auto found = o->up.lower_bound(o->at);

  if (found == o->up.end()) {
    found = o->up.begin();
  }
  o->at = *found + 1;
  return *found;
}

void ordered_shut(void *self, uint32_t slot) {
  static_cast<ordered *>(self)->up.erase(slot);
}

void ordered_give(void *self, uint32_t slot) {
  static_cast<ordered *>(self)->up.insert(slot);
}

const bench_index ordered_index = {ordered_open, ordered_close, ordered_pick,
                                   ordered_shut, ordered_give,  ordered_shut,
                                   nullptr,      false};

// By number of calls, ties by slot.
struct ranked {
  std::set<std::pair<uint32_t, uint32_t>> up;
  std::vector<uint32_t> calls;
  uint32_t capacity;
};

void *ranked_open(const bench_case *given) {
  ranked *r = new ranked;

  r->calls.assign(given->n, 0);
  r->capacity = bench_capacity(given);
  for (uint32_t i = 0; i < given->n; i++) {
    r->up.insert(r->up.end(), {0, i});
  }
  return r;
}

void ranked_close(void *self) {
  delete static_cast<ranked *>(self);
}

uint32_t ranked_pick(void *self, uint64_t) {
  return static_cast<ranked *>(self)->up.begin()->second;
}

void ranked_shut(void *self, uint32_t slot) {
  ranked *r = static_cast<ranked *>(self);

  r->up.erase({r->calls[slot], slot});
}

void ranked_take(void *self, uint32_t slot) {
  ranked *r = static_cast<ranked *>(self);
  uint32_t calls = r->calls[slot];

  r->up.erase({calls, slot});
  calls = calls + 1 < BENCH_WRAP ? calls + 1 : 0;
  r->calls[slot] = calls;
  if (calls < r->capacity) {
    r->up.insert({calls, slot});
  }
}

void ranked_give(void *self, uint32_t slot) {
  ranked *r = static_cast<ranked *>(self);

  if (r->calls[slot] < r->capacity) {
    r->up.erase({r->calls[slot], slot});
  }
  r->calls[slot]--;
  r->up.insert({r->calls[slot], slot});
}

const bench_index ranked_index = {ranked_open, ranked_close, ranked_pick,
                                  ranked_take, ranked_give,  ranked_shut,
                                  nullptr,     true};

// Who was used goes to the end; who cannot be had is out of the list.
struct queue {
  std::list<uint32_t> up;
  std::vector<std::list<uint32_t>::iterator> places;
};

void *queue_open(const bench_case *given) {
  queue *q = new queue;

  for (uint32_t i = 0; i < given->n; i++) {
    q->up.push_back(i);
    q->places.push_back(--q->up.end());
  }
  return q;
}

void queue_close(void *self) {
  delete static_cast<queue *>(self);
}

uint32_t queue_pick(void *self, uint64_t) {
  queue *q = static_cast<queue *>(self);
  uint32_t slot = q->up.front();

  q->up.splice(q->up.end(), q->up, q->up.begin());
  return slot;
}

void queue_shut(void *self, uint32_t slot) {
  queue *q = static_cast<queue *>(self);

  q->up.erase(q->places[slot]);
}

void queue_give(void *self, uint32_t slot) {
  queue *q = static_cast<queue *>(self);

  q->up.push_back(slot);
  q->places[slot] = --q->up.end();
}

const bench_index queue_index = {queue_open, queue_close, queue_pick,
                                 queue_shut, queue_give,  queue_shut,
                                 nullptr,    false};

// Who waits until when: the earliest first. Waits that are over end before
// another begins, all of them.
struct times {
  std::set<std::pair<uint64_t, uint32_t>> ends;
  std::vector<uint64_t> until;
  uint64_t now = 0;
  uint64_t seed = 7;
  uint32_t n = 0;
};

void *times_open(const bench_case *given) {
  times *t = new times;

  t->n = given->n;
  t->until.assign(given->n, 0);
  return t;
}

void times_close(void *self) {
  delete static_cast<times *>(self);
}

void times_wait(times *t, uint32_t slot, uint64_t until) {
  while (!t->ends.empty() && t->ends.begin()->first <= t->now) {
    t->until[t->ends.begin()->second] = 0;
    t->ends.erase(t->ends.begin());
  }
  if (until > t->until[slot]) {
    if (t->until[slot] != 0) {
      t->ends.erase({t->until[slot], slot});
    }
    t->until[slot] = until;
    t->ends.insert({until, slot});
  }
}

uint64_t times_run(void *self, uint64_t operations) {
  times *t = static_cast<times *>(self);
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t slot = bench_below(bench_random(&t->seed), t->n);
    uint32_t wait = t->n / 2 + bench_below(bench_random(&t->seed), t->n) + 1;

    t->now++;
    times_wait(t, slot, t->now + wait);
    sum += slot;
  }
  return sum;
}

uint64_t times_run_at_once(void *self, uint64_t operations) {
  times *t = static_cast<times *>(self);
  uint64_t sum = 0;

  while (operations-- > 0) {
    uint32_t slot = bench_below(bench_random(&t->seed), t->n);

    t->now++;
    times_wait(t, slot, t->now + t->n - t->now % t->n);
    sum += slot;
  }
  return sum;
}

} // namespace

static const bench_side sides[] = {
  {"std::set", nullptr, nullptr, nullptr, nullptr, &ordered_index, nullptr},
  {"std::set of calls", nullptr, nullptr, nullptr, nullptr, &ranked_index,
   nullptr},
  {"std::list", nullptr, nullptr, nullptr, nullptr, &queue_index, nullptr},
  {"std::set of times", times_open, times_run, times_close, nullptr, nullptr,
   nullptr},
  {"std::set of times, all at once", times_open, times_run_at_once, times_close,
   nullptr, nullptr, nullptr},
  {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr}};

extern "C" __attribute__((visibility("default"))) const bench_module
  BENCH_MODULE;
const bench_module BENCH_MODULE = {"g++", sides};
