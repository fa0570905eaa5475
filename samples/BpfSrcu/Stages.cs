using LockValidator;

namespace BpfSrcu;

/// <summary>The story of the two bugs: as published, half fixed, fixed, and on a kernel that is not real-time.</summary>
public static class Stages
{
    private const string WaitContext = nameof(ViolationKind.InvalidWaitContext);
    private const string FourLocks = $"{nameof(ViolationKind.CircularDependency)} of 4 locks";

    private static readonly Stage[] s_all =
    [
        new("the bugs as published, real-time model", new KernelConfig(WaitModel.RealTime, RawSrcuLock: false, IrqWorkHop: false),
            "(udev-worker)/115", WaitContext, FourLocks),
        new("only the raw conversion, real-time model", new KernelConfig(WaitModel.RealTime, RawSrcuLock: true, IrqWorkHop: false),
            "schbench/532", FourLocks),
        new("raw conversion and irq_work hop, real-time model", new KernelConfig(WaitModel.RealTime, RawSrcuLock: true, IrqWorkHop: true),
            "schbench/532"),
        new("the bugs as published, not real-time", new KernelConfig(WaitModel.Standard, RawSrcuLock: false, IrqWorkHop: false),
            "schbench/532", FourLocks),
    ];

    /// <summary>Plays all stages.</summary>
    /// <param name="output">Where the reports go.</param>
    /// <returns>0 if every stage found what it should and nothing else, else 1.</returns>
    public static int Run(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        bool all = true;
        for (int i = 0; i < s_all.Length; i++)
        {
            output.WriteLine($"===== Stage {i + 1} of {s_all.Length}: {s_all[i].Title} =====");
            output.WriteLine();
            all &= Run(s_all[i], output);
            output.WriteLine();
        }

        return all ? 0 : 1;
    }

    private static bool Run(Stage stage, TextWriter output)
    {
        IReadOnlyList<Violation> findings = stage.Play();
        for (int i = 0; i < findings.Count; i++)
        {
            output.WriteLine(i == 0
                ? "--- In kernel layout. The kernel prints this one finding and checks no more:"
                : "--- In kernel layout. The same run; the kernel never gets here, the finding above masks this one:");
            output.WriteLine(KernelReport.Render(findings[i]));
        }

        foreach (Violation finding in findings)
        {
            output.WriteLine("--- In ours:");
            output.WriteLine(TextReport.Render(finding));
        }

        string[] found = [.. findings.Select(Stage.Describe)];
        bool right = found.SequenceEqual(stage.Expected);
        output.WriteLine($"Self-check: expected {List(stage.Expected)}; found {List(found)}: {(right ? "as it should be" : "WRONG")}");
        return right;
    }

    private static string List(IReadOnlyList<string> findings) => findings.Count == 0 ? "nothing" : string.Join(" + ", findings);
}
