using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>Refuses to start a host with options that cannot be meant: each mistake in one sentence.</summary>
internal sealed class ValidateLockValidatorOptions : IValidateOptions<LockValidatorOptions>
{
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
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
