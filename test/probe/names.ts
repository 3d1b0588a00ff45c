/** The template of the probe's subscribe message. */
export const WEEKLY = 'probe-weekly-report';
