using LockValidator;

namespace BpfSrcu;

/// <summary>One configuration, and what a run of it must find, in this order.</summary>
internal sealed record Stage(string Title, KernelConfig Config, string ExitingTask, params IReadOnlyList<string> Expected)
{
    /// <summary>Plays the scenario once, on a checker of its own.</summary>
    public IReadOnlyList<Violation> Play()
    {
        using var checker = new LockChecker(new LockCheckerOptions { WaitModel = Config.Model });
        var kernel = new Kernel(checker, Config);
        kernel.Boot();
        kernel.Tick();
        kernel.Synchronize();
        BpfLocalStorage first = kernel.ExitTask(ExitingTask);
        kernel.RunWorker();
        Check(first);

        if (Config.IrqWorkHop)
        {
            // With no grace period under way this exit starts one, and so queues work, from under all the locks. Only the hop
            // allows that: without it the pool would wake its worker under the run queue's lock, which that needs.
            BpfLocalStorage second = kernel.ExitTask(ExitingTask);
            kernel.RunWorker();
            Check(second);
        }

        return checker.Violations;
    }

    /// <summary>A finding in the words of <see cref="Expected"/>.</summary>
    public static string Describe(Violation finding) =>
        finding.Cycle.Count == 0 ? $"{finding.Kind}" : $"{finding.Kind} of {finding.Cycle.Count} locks";

    private static void Check(BpfLocalStorage storage)
    {
        if (!storage.IsFreed)
        {
            throw new InvalidOperationException("The storage was not freed after the grace period.");
        }
    }
}
