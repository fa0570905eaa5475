using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>Unwell while there are findings that can deadlock; what was observed is in the data.</summary>
internal sealed class LockValidatorHealthCheck(IOptions<LockValidatorOptions> options, LockFindings findings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!LockValidation.IsEnabled || !options.Value.Enabled)
        {
            return Task.FromResult(HealthCheckResult.Healthy("Lock validation is off."));
        }

        LockStatistics observed = options.Value.EffectiveChecker.Statistics;
        List<LockFinding> dangers = [.. findings.All.Where(static finding => finding.Violation.FailsBuilds)];
        var data = new Dictionary<string, object>
        {
            ["acquisitionsChecked"] = observed.SlowAcquisitions,
            ["classes"] = observed.Classes,
            ["chains"] = observed.Chains,
            ["findings"] = dangers.Count,
            ["rules"] = string.Join(' ', dangers.Select(static finding => finding.Violation.Kind.RuleId()).Distinct().Order()),
        };
        return Task.FromResult(dangers.Count == 0
            ? HealthCheckResult.Healthy(observed.SlowAcquisitions == 0 ? "No lock was observed yet." : "No lock-order finding.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, $"{dangers.Count} lock-order finding{(dangers.Count == 1 ? "" : "s")}.", exception: null, data));
    }
}
