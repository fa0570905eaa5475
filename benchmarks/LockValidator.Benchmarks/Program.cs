using LockValidator.Benchmarks;

// --quick [--smoke] [NAME]: the interleaved table, written to benchmarks/RESULTS.md where it is complete; --quick --edges: new edges
// alone. Otherwise BenchmarkDotNet.
if (args.Contains("--off"))
{
    QuickTable.Run(Rows.Off(), args);
    return 0;
}

if (args.Contains("--quick"))
{
    return QuickTable.RunAll(args);
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
