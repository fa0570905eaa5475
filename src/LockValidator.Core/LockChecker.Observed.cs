namespace LockValidator;

/// <summary>The proof that a checker is wired up.</summary>
public sealed partial class LockChecker
{
    /// <summary>How many receivers of findings there are now.</summary>
    public int ReporterCount => _delivery.ReporterCount;

    /// <summary>Makes a finding of it if this checker has not observed a single acquisition: no finding would otherwise look like a clean bill.</summary>
    /// <param name="operation">What ends here, as a verb phrase: "run the program".</param>
    /// <returns>True where nothing was observed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is null.</exception>
    /// <remarks>Does nothing while validation is off: then nothing is what was asked for.</remarks>
    public bool ReportIfNothingObserved(string operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!LockValidation.IsEnabled || Statistics.SlowAcquisitions > 0)
        {
            return false;
        }

        var finding = new Violation
        {
            Kind = ViolationKind.NothingObserved,
            Fingerprint = "",
            Operation = operation,
            Held = [],
            Flow = Thread.CurrentThread.Name ?? "main",
            Position = CodePosition.Unknown,
            Executions = [Options.Execution],
            Verdict = Verdict.Certain,
            Reason = "0 acquisitions, 0 classes, 0 chains",
        };
        Deliver([finding with { Fingerprint = Fingerprints.Of(finding) }], mayThrow: false);
        return true;
    }
}
