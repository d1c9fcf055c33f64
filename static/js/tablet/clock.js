// Moments in words.

/** 08:30 */
export const hourOf = (moment) =>
  moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

/** 08:30 ngày 3/1/2024 */
export const momentOf = (moment) => `${hourOf(moment)} ngày ${moment.toLocaleDateString("vi-VN")}`;
