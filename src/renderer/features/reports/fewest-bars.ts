/** From so many bars or points on a chart shows a shape; what is less is told in numbers. */
export const FEWEST_BARS = 3;
