using LockValidator.Benchmarks;

// --quick [--smoke] [NAME]: the interleaved table, written to benchmarks/RESULTS.md where it is complete.
// --graph-files FOLDER COUNT [INVERTED]: files for tests/merge-many.sh.
// --graphs [--smoke] [SHAPE]: new dependencies by shape and size, written to benchmarks/RESULTS.Graphs.md. Otherwise BenchmarkDotNet.
if (args.Contains("--off"))
{
    QuickTable.Run(Rows.Off(), args);
    return 0;
}

if (args is ["--graph-files", _, _, ..])
{
    return GraphFileSet.Run(args);
}

if (args.Contains("--graphs"))
{
    return GraphTable.RunAll(args);
}

if (args.Contains("--quick"))
{
    return QuickTable.RunAll(args);
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
