namespace LockValidator.Tests;

/// <summary>Our locks behave as the BCL's, call by call, exceptions included, with validation on and off.</summary>
public sealed class ParityTests
{
    private const int RandomScripts = 60;
    private const int CallsPerScript = 25;

    public static TheoryData<string> LockScripts => new()
    {
        "Enter; IsHeld; Exit; IsHeld",
        "Exit",
        "Enter; Exit; Exit",
        "Enter; Enter; Exit; IsHeld; Exit; IsHeld; Exit",
        "TryEnter; TryEnter; Exit; Exit; Exit",
        "TryEnter 0; IsHeld; TryEnter 3; Exit; Exit; IsHeld",
        "TryEnter -1; Exit; TryEnter -2; IsHeld",
        "TryEnterFor 0; TryEnterFor 3; TryEnterFor -1; Exit; Exit; Exit; Exit",
        "TryEnterFor -2; TryEnterFor 1e12; IsHeld",
        "Scope; IsHeld; ScopeTwice; IsHeld; Exit",
        "Enter; ScopeTwice; IsHeld; Exit; IsHeld",
        "ScopeExited; IsHeld; Enter; ScopeExited; IsHeld; Exit",
        "DefaultScope",
    };

    public static TheoryData<bool, string> SpinScripts => new()
    {
        { true, "IsTracked; IsHeld; Enter; IsHeld; IsHeldHere; Exit; IsHeld; IsHeldHere" },
        { true, "Exit; Exit true; Exit false" },
        { true, "EnterTaken; IsHeld; Enter; EnterTaken; IsHeld; Exit" },
        { true, "Enter; Enter; IsHeld; Exit; Exit" },
        { true, "Enter; TryEnter; TryEnter 0; TryEnter 3; TryEnterFor 0; TryEnterFor 3; Exit false; IsHeld" },
        { true, "TryEnterTaken; TryEnter; Exit true; TryEnter -2; TryEnterFor -2; TryEnterFor 1e12; IsHeld" },
        { false, "IsTracked; Enter; IsHeld; IsHeldHere; Exit; IsHeld" },
        { false, "Enter; TryEnter; TryEnter 0; TryEnter 3; TryEnterFor 3; Exit false; IsHeld; TryEnter; Exit true; IsHeld" },
        { false, "EnterTaken; TryEnterTaken; TryEnter -2; IsHeld" },
    };

    [Theory]
    [MemberData(nameof(LockScripts))]
    public void A_lock_does_what_the_BCL_lock_does(string script)
    {
        string expected = LockScript.PlayBcl(script);

        LockScript.PlayOurs(script).Should().Be(expected);
        OffMode.Call<string>(typeof(LockScript), nameof(LockScript.PlayOurs), script).Should().Be(expected);
    }

    [Fact]
    public void A_lock_does_what_the_BCL_lock_does_on_random_scripts()
    {
        for (int seed = 0; seed < RandomScripts; seed++)
        {
            string script = RandomScript(seed, LockScript.Calls);
            string expected = LockScript.PlayBcl(script);

            LockScript.PlayOurs(script).Should().Be(expected, "seed {0}", seed);
            OffMode.Call<string>(typeof(LockScript), nameof(LockScript.PlayOurs), script).Should().Be(expected, "seed {0}, validation off", seed);
        }
    }

    [Theory]
    [MemberData(nameof(SpinScripts))]
    public void A_spin_lock_does_what_the_BCL_spin_lock_does(bool tracked, string script)
    {
        string expected = SpinScript.PlayBcl(script, tracked);

        SpinScript.PlayOurs(script, tracked).Should().Be(expected);
        OffMode.Call<string>(typeof(SpinScript), nameof(SpinScript.PlayOurs), script, tracked).Should().Be(expected);
    }

    [Fact]
    public void A_tracked_spin_lock_does_what_the_BCL_spin_lock_does_on_random_scripts()
    {
        for (int seed = 0; seed < RandomScripts; seed++)
        {
            string script = RandomScript(seed, SpinScript.Calls);
            string expected = SpinScript.PlayBcl(script, tracked: true);

            SpinScript.PlayOurs(script, tracked: true).Should().Be(expected, "seed {0}", seed);
            OffMode.Call<string>(typeof(SpinScript), nameof(SpinScript.PlayOurs), script, true).Should().Be(expected, "seed {0}, validation off", seed);
        }
    }

    private static string RandomScript(int seed, string[] calls)
    {
        var random = new Random(seed);
        return string.Join("; ", Enumerable.Range(0, CallsPerScript).Select(_ => calls[random.Next(calls.Length)]));
    }
}
