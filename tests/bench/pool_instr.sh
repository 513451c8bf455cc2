#!/bin/sh
# Instructions per operation: callgrind over two runs that differ only in the
# number of operations. usage: pool_instr.sh path/to/pool_bench [SLOTS]
set -eu
bench=$1
large=${2:-1000000}
operations=20000

total() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" "$@" 2>&1 |
    sed -n 's/.*Collected : //p'
}

each() {
  less=$(total "$1" "$2" "$3" "$4" "$operations")
  more=$(total "$1" "$2" "$3" "$4" $((operations * 2)))
  echo "$1 $2 $3 $4: $(((more - less) / operations))"
}

# Of each the driver's own share is about 12.
for strategy in round_robin weighted lru longest_idle skip_busy least_calls \
  random two_choices hash; do
  for slots in 8 "$large"; do
    each $strategy up raw "$slots"
    each $strategy up pick "$slots"
    each $strategy up lease "$slots"
  done
  each $strategy one raw "$large"
  each $strategy churn lease "$large"
done
