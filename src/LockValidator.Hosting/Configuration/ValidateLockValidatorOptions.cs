using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>Refuses to start a host with options that cannot be meant: each mistake in one sentence.</summary>
internal sealed class ValidateLockValidatorOptions : IValidateOptions<LockValidatorOptions>
{
    // What timers can wait for.
    private static readonly TimeSpan s_longestLimit = TimeSpan.FromDays(49);

    public ValidateOptionsResult Validate(string? name, LockValidatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> mistakes =
        [
            .. options.ConfigurationErrors,
            .. options.Levels.Where(static level => !Enum.IsDefined(level.Key)).Select(static level => $"Levels has an entry for rule {(int)level.Key}, which there is not."),
            .. options.Levels.Where(static level => !Enum.IsDefined(level.Value)).Select(static level => $"The level of {level.Key} is {(int)level.Value}: it must be a log level."),
            .. options.VerdictLevels.Where(static level => !Enum.IsDefined(level.Key) || !Enum.IsDefined(level.Value)).Select(static level => $"VerdictLevels has the entry {level.Key}: {(int)level.Value}, which is no verdict with a log level."),
            .. options.Namespaces.Keys.Where(static key => !NamespaceFilter.IsName(key)).Select(static key => $"Namespaces has the entry '{key}', which is neither a namespace nor *."),
            .. LimitMistake(nameof(options.DeadlockLimit), options.DeadlockLimit),
            .. LimitMistake(nameof(options.StallLimit), options.StallLimit),
            .. options.FailFastOnDeadlock && options.DeadlockLimit == Timeout.InfiniteTimeSpan ? ["FailFastOnDeadlock is set, and DeadlockLimit says never: no deadlock would be seen."] : Array.Empty<string>(),
            .. options.GraphOutput is { } path && string.IsNullOrWhiteSpace(path) ? ["GraphOutput is empty: it must be the path of a file or folder."] : Array.Empty<string>(),
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> LimitMistake(string name, TimeSpan? limit)
    {
        if (limit is { } time && time != Timeout.InfiniteTimeSpan && (time <= TimeSpan.Zero || time > s_longestLimit))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} is {time}: it must be more than nothing and at most {s_longestLimit.Days} days.");
        }
    }
}
