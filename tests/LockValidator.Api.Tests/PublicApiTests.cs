using System.Reflection;
using System.Runtime.CompilerServices;

namespace LockValidator.Api.Tests;

/// <summary>The public surface of each package is what its baseline says: a change is made on purpose, and seen in a review.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("LockValidator.Core")]
    [InlineData("LockValidator")]
    [InlineData("LockValidator.Testing")]
    [InlineData("LockValidator.Xunit")]
    [InlineData("LockValidator.FluentAssertions")]
    [InlineData("LockValidator.Hosting")]
    [InlineData("LockValidator.AspNetCore")]
    public void The_public_surface_is_that_of_the_baseline(string assembly)
    {
        string baseline = Path.Combine(Folder(), "Baselines", assembly + ".txt");
        string now = PublicApi.Render(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("LOCKVALIDATOR_ACCEPT") == "1")
        {
            File.WriteAllText(baseline, now);
        }

        now.Split('\n').Should().Equal(File.ReadAllText(baseline).Split('\n'), "a wanted change is accepted by one run with LOCKVALIDATOR_ACCEPT=1");
    }

    [Fact]
    public void A_member_that_is_missing_in_the_baseline_would_be_seen() =>
        PublicApi.Render(typeof(LockChecker).Assembly).Should().Contain("sealed class LockValidator.LockChecker : System.IDisposable\n").And.Contain("    static LockValidator.LockChecker Default { get; }\n");

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
