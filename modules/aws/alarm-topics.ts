/** Most topics that an alarm tells of a change (PutMetricAlarm in the CloudWatch API reference). */
export const MAX_ALARM_TOPICS = 5;
