using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LockValidator;

/// <summary>Reads the options by hand: no reflection, and each mistake is told in one sentence that names its key.</summary>
internal sealed class ReadLockValidatorOptions(IServiceProvider services) : IConfigureOptions<LockValidatorOptions>
{
    private const string Options = "Enabled, Levels, VerdictLevels, Namespaces, DeadlockLimit, StallLimit, FailFastOnDeadlock and GraphOutput";
    private const string Never = "never";

    public void Configure(LockValidatorOptions options)
    {
        // A service collection without a host may have no configuration.
        if (services.GetService<IConfiguration>() is { } configuration)
        {
            Read(configuration.GetSection(LockValidatorOptions.SectionName), options);
        }
    }

    internal static void Read(IConfigurationSection section, LockValidatorOptions options)
    {
        foreach (IConfigurationSection child in Entries(section, options, "options, such as Enabled"))
        {
            switch (child.Key.ToUpperInvariant())
            {
                case "ENABLED":
                    ReadSwitch(child, options, value => options.Enabled = value);
                    break;
                case "LEVELS":
                    foreach (IConfigurationSection level in Entries(child, options, "rules with their levels"))
                    {
                        ReadLevel<ViolationKind>(level, options, options.Levels, KindOf(level.Key), "a rule, such as LV0001, or its name, such as CircularDependency");
                    }

                    break;
                case "VERDICTLEVELS":
                    foreach (IConfigurationSection level in Entries(child, options, "verdicts with their levels"))
                    {
                        ReadLevel<Verdict>(level, options, options.VerdictLevels, Named<Verdict>(level.Key), $"a verdict: {string.Join(", ", Enum.GetNames<Verdict>())}");
                    }

                    break;
                case "NAMESPACES":
                    ReadNamespaces(child, options);
                    break;
                case "DEADLOCKLIMIT":
                    ReadTime(child, options, value => options.DeadlockLimit = value);
                    break;
                case "STALLLIMIT":
                    ReadTime(child, options, value => options.StallLimit = value);
                    break;
                case "FAILFASTONDEADLOCK":
                    ReadSwitch(child, options, value => options.FailFastOnDeadlock = value);
                    break;
                case "GRAPHOUTPUT":
                    ReadPath(child, options, value => options.GraphOutput = value);
                    break;
                default:
                    options.ConfigurationErrors.Add($"{child.Path} is no option: there are {Options}.");
                    break;
            }
        }
    }

    /// <summary>What stands in a section. A value in its place would be read by nobody.</summary>
    private static IEnumerable<IConfigurationSection> Entries(IConfigurationSection section, LockValidatorOptions options, string what)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            options.ConfigurationErrors.Add($"{section.Path} is {Shown(section)}: it must be a section of {what}.");
        }

        return section.GetChildren();
    }

    private static void ReadNamespaces(IConfigurationSection section, LockValidatorOptions options)
    {
        foreach (IConfigurationSection child in Entries(section, options, "namespaces, each true or false"))
        {
            ReadSwitch(child, options, value => options.Namespaces[child.Key] = value);
        }
    }

    private static void ReadSwitch(IConfigurationSection section, LockValidatorOptions options, Action<bool> set)
    {
        if (bool.TryParse(section.Value, out bool value))
        {
            set(value);
        }
        else
        {
            options.ConfigurationErrors.Add($"{section.Path} is {Shown(section)}: it must be true or false.");
        }
    }

    /// <summary>With colons, as <see cref="TimeSpan"/> is written: a bare number would be read as days.</summary>
    private static void ReadTime(IConfigurationSection section, LockValidatorOptions options, Action<TimeSpan> set)
    {
        if (string.Equals(section.Value, Never, StringComparison.OrdinalIgnoreCase))
        {
            set(Timeout.InfiniteTimeSpan);
        }
        else if (section.Value?.Contains(':', StringComparison.Ordinal) == true && TimeSpan.TryParse(section.Value, CultureInfo.InvariantCulture, out TimeSpan time))
        {
            set(time);
        }
        else
        {
            options.ConfigurationErrors.Add($"{section.Path} is {Shown(section)}: it must be a time in hours, minutes and seconds, such as 00:00:10, or {Never}.");
        }
    }

    private static void ReadPath(IConfigurationSection section, LockValidatorOptions options, Action<string> set)
    {
        if (section.Value is { } path)
        {
            set(path);
        }
        else
        {
            options.ConfigurationErrors.Add($"{section.Path} is a section: it must be the path of a file or folder.");
        }
    }

    private static void ReadLevel<T>(IConfigurationSection section, LockValidatorOptions options, IDictionary<T, LogLevel> levels, T? key, string expected)
        where T : struct, Enum
    {
        if (key is not { } known)
        {
            options.ConfigurationErrors.Add($"{section.Path} does not name {expected}.");
        }
        else if (Named<LogLevel>(section.Value) is not { } level)
        {
            options.ConfigurationErrors.Add($"{section.Path} is {Shown(section)}: it must be a log level, Trace to Critical or None.");
        }
        else
        {
            levels[known] = level;
        }
    }

    private static ViolationKind? KindOf(string key)
    {
        foreach (ViolationKind kind in Enum.GetValues<ViolationKind>())
        {
            if (string.Equals(kind.RuleId(), key, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return Named<ViolationKind>(key);
    }

    /// <summary>By name only: a number would be taken for a value that nobody meant.</summary>
    private static T? Named<T>(string? name)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static string Shown(IConfigurationSection section) => section.Value is { } value ? $"'{value}'" : "a section";
}
