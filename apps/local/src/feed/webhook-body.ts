import { easypostBody } from './easypost-body.js';
import type { ScheduledWebhook } from './interleave-stories.js';
import { parcelStory, trackerOf } from './parcel-story.js';

/** A repeat is the same event, byte by byte. @param endsAt the instant at which the stories end */
export function webhookBody({ storyIndex, rowCount }: ScheduledWebhook, endsAt: string): string {
  const story = parcelStory(storyIndex, endsAt);
  return easypostBody(trackerOf(story, rowCount), `evt_${story.trackingNumber}_${rowCount}`);
}
