import type { Judgement, StatedSharing } from '#contracts';
import type { GroundsText, JudgementText } from '#journey';

export const judgementText = ({ name, reason }: Judgement): JudgementText => ({ name, reason });

/** What is sealed of the sharing part besides the first judgement; undefined where nothing of the kind was stated. */
export function groundsText(stated: StatedSharing): GroundsText | undefined {
  const { judgements, enquiry, orders, publicInterest } = stated;
  const text: GroundsText = {
    ...(judgements === undefined ? {} : { judgements: judgements.map(judgementText) }),
    ...(enquiry === undefined ? {} : { enquiry }),
    ...(orders === undefined
      ? {}
      : {
          orders: orders.map(({ reference, court }) => ({
            reference,
            ...(court === undefined ? {} : { court }),
          })),
        }),
    ...(publicInterest === undefined ? {} : { publicInterest }),
  };
  return Object.keys(text).length === 0 ? undefined : text;
}
