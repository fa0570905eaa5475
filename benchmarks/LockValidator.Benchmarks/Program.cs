using System.Globalization;
using LockValidator.Benchmarks;

string only = args.FirstOrDefault(static a => !a.StartsWith('-')) ?? "";
int rounds = args.Contains("--smoke") ? 3 : 25;
double window = args.Contains("--smoke") ? 0.5 : 5;
foreach (Row row in Rows.All().Where(r => $"{r.Group} {r.Name}".Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    (double bare, double watched, double bareBytes, double bytes) = Interleaved.Measure(row, rounds, window);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{row.Group,-28} {row.Name,-22} must {row.Must:0.00} aim {row.Aim:0.00}  {watched / bare,6:0.00}  {bare,8:0.0} -> {watched,8:0.0} ns  {bareBytes:0.#} -> {bytes:0.#} B"));
}
