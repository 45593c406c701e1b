/** An amount with its sign, in cents and thousands: `+1,234.50 USD`. */
export function money(amount: number, currency: string): string {
  const [whole = "0", cents = "00"] = Math.abs(amount).toFixed(2).split(".");
  const sign = amount > 0 ? "+" : amount < 0 ? "−" : "±";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents} ${currency}`;
}
