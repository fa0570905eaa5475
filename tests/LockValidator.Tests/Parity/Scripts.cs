using System.Globalization;

namespace LockValidator.Tests;

/// <summary>Random calls on one object by one thread, played on the BCL type and on ours; the two must give the same results and exceptions.</summary>
internal static class Scripts
{
    private const int CallsPerScript = 20;

    // A checker keeps what it finds, and scripts find a lot.
    private const int ScriptsPerChecker = 100;

    /// <summary>How many scripts a type gets: all with LOCKVALIDATOR_FULL=1, else a part that takes a second or two.</summary>
    public static int Count(int full, int usual) => Environment.GetEnvironmentVariable("LOCKVALIDATOR_FULL") == "1" ? full : usual;

    /// <returns>The first difference, with the seed that makes it; null if there is none.</returns>
    public static string? FirstDifference<TBcl, TOurs>(int count, Func<TBcl> makeBcl, Func<TOurs> makeOurs, params Call[] calls)
        where TBcl : class
        where TOurs : class
    {
        for (int first = 0; first < count; first += ScriptsPerChecker)
        {
            string? difference = null;
            int from = first;
            Watched(() =>
            {
                for (int seed = from; seed < Math.Min(count, from + ScriptsPerChecker) && difference is null; seed++)
                {
                    difference = Compare(seed, makeBcl(), makeOurs(), calls);
                }
            });
            if (difference is not null)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>Plays where validation is on a checker of its own, and where it is off just so.</summary>
    private static void Watched(Action body)
    {
        if (!LockValidation.IsEnabled)
        {
            body();
            return;
        }

        // Scripts make findings all the time, and stacks are what findings cost; nobody reads these.
        using var run = new FlowRun(new LockCheckerOptions { Stacks = StackMode.Off });

        // What scripts leave held would else go on being held by the test's own flow, through all scripts to come.
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => run.As("script", body), null);
    }

    private static string? Compare(int seed, object bcl, object ours, Call[] calls)
    {
        var random = new Random(seed);
        var played = new List<string>(CallsPerScript);
        for (int i = 0; i < CallsPerScript; i++)
        {
            Call call = calls[random.Next(calls.Length)];
            string expected = Outcome.Of(() => call.Play(bcl));
            string found = Outcome.Of(() => call.Play(ours));
            played.Add($"{call.Name}: {expected}");
            if (expected != found)
            {
                return string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {string.Join("; ", played)}, but ours: {found}");
            }
        }

        return null;
    }
}

/// <summary>One call of a script. It is bound at run time, so that it is written once for both types.</summary>
/// <param name="Name">How a difference names it.</param>
/// <param name="Play">The call.</param>
internal sealed record Call(string Name, Func<dynamic, object?> Play);
