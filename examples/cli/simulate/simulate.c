/* redial simulate: ways to hunt, side by side in the same world. */

#include "sim.h"
#include <errno.h>
#include <string.h>

static bool simulate_play(const sim_plan *plan, sim_row *rows) {
  sim_progress progress;
  bool good = true;
  uint32_t i;

  sim_progress_open(&progress, plan);
  for (i = 0; i < plan->way_count && good; i++) {
    good =
      sim_play(plan, &plan->ways[i], &rows[i], sim_progress_tick, &progress);
    sim_progress_next(&progress, plan->calls);
  }
  sim_progress_close(&progress);
  return good;
}

/* Opened before the run: a name that cannot be written should not cost one. */
static bool simulate_svg(const char *command, const sim_wish *wish,
                         const sim_row *rows, FILE *svg) {
  bool good;

  sim_chart(svg, &wish->plan, rows);
  good = ferror(svg) == 0;
  if (fclose(svg) != 0 || !good) {
    cli_say(command, wish->svg, errno != 0 ? strerror(errno) : "not written");
    return false;
  }
  return true;
}

static void simulate_print(const sim_wish *wish, const sim_row *rows) {
  if (wish->json) {
    sim_json(stdout, &wish->plan, rows);
  } else if (wish->csv) {
    sim_csv(stdout, &wish->plan, rows);
  } else {
    sim_table(stdout, &wish->plan, rows);
  }
}

static int simulate_run(int argc, char **argv) {
  const char *command = argv[0];
  sim_row rows[SIM_WAYS];
  sim_wish wish;
  FILE *svg = NULL;

  if (!sim_ask(argc, argv, &wish)) {
    return CLI_USAGE;
  }
  if (wish.svg != NULL) {
    svg = cli_file_write(command, wish.svg);
    if (svg == NULL) {
      return CLI_USAGE;
    }
  }
  if (!simulate_play(&wish.plan, rows)) {
    if (svg != NULL) {
      fclose(svg);
    }
    return cli_fail(command, NULL, "does not fit into memory");
  }
  simulate_print(&wish, rows);
  return svg == NULL || simulate_svg(command, &wish, rows, svg) ? CLI_ANSWERED
                                                                : CLI_USAGE;
}

const cli_command cli_simulate = {
  "simulate",
  "ways to hunt, side by side: redial simulate",
  "usage: redial simulate [OPTIONS]\n"
  "\n"
  "Plays a contact centre or a set of carriers and compares ways to hunt in "
  "the\n"
  "same world: strategies and profiles of redial beside two habits of "
  "dialplans.\n"
  "docs/simulate.md says what the model is and what each column counts.\n"
  "\n"
  "  --model centre|carriers  agents with a phone each, or carriers to many\n"
  "                      numbers; centre if not given\n"
  "  --strategies A,B    all, or of list, first_free, skip_busy, "
  "round_robin,\n"
  "                      weighted, lru, longest_idle, least_calls, random,\n"
  "                      two_choices, hash; list goes on after 486, 408 and "
  "503\n"
  "                      alone, first_free after any failure\n"
  "  --profiles A,B      hunt_group, or carrier_failover for carriers; see\n"
  "                      redial table policy\n"
  "  --targets N         agents, 50, or carriers, 6\n"
  "  --channels N        calls at once of one carrier, 30\n"
  "  --calls N           calls by each way, 100000\n"
  "  --load PERCENT      of what all targets can carry: 80, carriers 70\n"
  "  --talk-s S          mean length of a call: 180, carriers 120\n"
  "  --wrap-s S          pause of an agent after a call, 15\n"
  "  --patience-s S      mean time after which a caller hangs up, 60\n"
  "  --decline PERCENT   of rings refused by hand: 3, carriers 5\n"
  "  --no-answer PERCENT of rings that nobody hears: 5, carriers 15\n"
  "  --busy PERCENT      of the time that agents talk in calls of their own, "
  "3;\n"
  "                      carriers: of the callees, 8\n"
  "  --unregistered PERCENT  of the time that phones are away, 2; carriers: "
  "of\n"
  "                      the callees, 4\n"
  "  --failure PERCENT   of the time that a carrier is down, 3\n"
  "  --width N           phones rung at once by redial, 1\n"
  "  --presence          redial is told which phones are away or in use\n"
  "  --seed N            another draw; 1 if not given\n"
  "  --svg FILE          writes a chart as well\n"
  "  --csv, --json       for programs: a line a way\n"
  "\n"
  "The same options give the same bytes on every machine.\n"
  "Exit code: 0 played, 2 not understood or not written.\n",
  simulate_run,
};
