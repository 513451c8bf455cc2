#ifndef REDIAL_FORK_H
#define REDIAL_FORK_H

/** @file
 * Several branches, one answer: which final response goes upstream, whether
 * pending branches are to be cancelled, and what a PBX should send by itself.
 *
 * @code
 * redial_fork best = redial_fork_best(branches, count);
 * if (best.cancel) ...                CANCEL what still rings, best.cause
 * if (best.settled) ...               send best.reply_code upstream
 * @endcode
 *
 * The order is that of RFC 3261 16.7: an answer, then a 6xx, then the lowest
 * class. Inside a class the standard leaves the choice open; here an answer
 * that means something to people beats noise of the network, so that a live
 * 486 is not hidden by a dead contact's 404 or 408.
 */

#include <redial/classify.h>
#include <redial/export.h>
#include <redial/types.h>
#include <stddef.h>
#include <stdint.h>

/** @addtogroup redial_fork
 * @{ */

#ifdef __cplusplus
extern "C" {
#endif

/** Why a branch won.
 * @par Since
 * 0.1.0 */
typedef enum redial_fork_why {
  REDIAL_FORK_NOTHING = 0,    /**< No final response: 408. */
  REDIAL_FORK_ANSWERED = 1,   /**< A 2xx. */
  REDIAL_FORK_EVERYWHERE = 2, /**< A 6xx, or a scope of everywhere. */
  REDIAL_FORK_CHALLENGE = 3,  /**< 401 or 407: the caller can answer it. */
  REDIAL_FORK_FIXABLE = 4,    /**< 415, 420 or 484: the caller can mend it. */
  REDIAL_FORK_PERSON = 5,     /**< Lowest class; speaks of the callee. */
  REDIAL_FORK_CLASS = 6       /**< Lowest class. */
} redial_fork_why;

/** The best of several branches.
 * @par Since
 * 0.1.0 */
typedef struct redial_fork {
  uint32_t winner;     /**< Index of the branch; the count when none is
                            final. */
  uint16_t reply_code; /**< Final response to send; a lone 503 is 500. */
  uint16_t cause;      /**< For the Reason of a CANCEL: SIP;cause=200 when
                            another branch answered, else the code that
                            ended the search. 0: cancel nothing. */
  uint16_t challenges; /**< Branches with 401 or 407. When one of them wins,
                            all of their challenges go upstream together
                            (RFC 3261 16.7 step 7). */
  uint8_t why;         /**< #redial_fork_why */
  uint8_t cancel;      /**< 1: cancel what is pending, start nothing new. */
  uint8_t settled;     /**< 1: the reply can go now. An answer always can; a
                            failure waits until no branch is pending. */
  uint8_t reserved;    /**< 0 */
} redial_fork;

/** Chooses among the branches of one request.
 * @param[in] branches  Verdict of each branch; one that is still pending has
 *   outcome progress. Unchanged. May be NULL when @p count is 0.
 * @param[in] count     How many.
 * @return The choice.
 * @par Since
 * 0.1.0 */
REDIAL_API redial_fork redial_fork_best(const redial_verdict *branches,
                                        size_t count);

/** How good an answer is, for who takes the branches one by one: of two, the
 * one of the lower rank is what redial_fork_best() would choose.
 * @param[in] verdict  Verdict of one branch; unchanged.
 * @return 0 for a 2xx; UINT32_MAX for one that is still pending.
 * @par Since
 * 0.1.0 */
REDIAL_API uint32_t redial_fork_rank(const redial_verdict *verdict);

/** What a PBX knows when it has to answer a call by itself.
 * @par Since
 * 0.1.0 */
typedef enum redial_refusal {
  REDIAL_REFUSAL_NONE = 0,            /**< Nothing known: 500. */
  REDIAL_REFUSAL_BUSY = 1,            /**< One phone is busy: 486. */
  REDIAL_REFUSAL_BUSY_EVERYWHERE = 2, /**< Every device is busy: 600. */
  REDIAL_REFUSAL_OUT_OF_HOURS = 3,    /**< Closed now: 480. */
  REDIAL_REFUSAL_UNREGISTERED = 4,    /**< No device there: 480. */
  REDIAL_REFUSAL_DO_NOT_DISTURB = 5,  /**< The phone is silenced: 480. */
  REDIAL_REFUSAL_NO_ANSWER = 6,       /**< It rang out: 480. */
  REDIAL_REFUSAL_DECLINED_HERE = 7,   /**< Rejected on one device: 486. */
  REDIAL_REFUSAL_DECLINED = 8,        /**< The person wants no call now, on
                                           any device: 603. */
  REDIAL_REFUSAL_QUEUE_FULL = 9,      /**< No more room to wait: 486. */
  REDIAL_REFUSAL_TRUNKS_FULL = 10,    /**< No circuit: 503, and another
                                           gateway may try. */
  REDIAL_REFUSAL_NO_SUCH_NUMBER = 11, /**< Not a number of ours: 404. */
  REDIAL_REFUSAL_UNWANTED = 12,       /**< A person marked the caller: 607. */
  REDIAL_REFUSAL_BLOCKED = 13         /**< A machine blocked the caller:
                                           608. */
} redial_refusal;

/** The SIP status that says it without misleading the other side: 600 only
 * when it is known that every device is busy, never 603 for a closed office.
 * @param[in] refusal  What is known.
 * @return A SIP status.
 * @par Since
 * 0.1.0 */
REDIAL_API uint16_t redial_code_to_send(redial_refusal refusal);

#ifdef __cplusplus
}
#endif

/** @} */

#endif
