using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LockValidator.PackageSmoke.Tests;

/// <summary>What the README promises to a new user, tried with the README's own words.</summary>
[Collection(nameof(PackedFeed))]
public sealed partial class NewUserTests(PackedFeed feed)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_library_with_its_xunit_project_comes_to_a_failing_test_with_a_report_by_the_readmes_steps()
    {
        string folder = feed.NewUser("Shop", "Shop.Tests");
        string[] steps = Block("sh", "In your tests, in three steps");
        string output = "";
        int exitCode = 0;
        foreach (string step in steps)
        {
            exitCode.Should().Be(0, "{0}", output);
            (exitCode, output) = PackedFeed.Shell(folder, step);
        }

        exitCode.Should().NotBe(0, "the test takes two locks in both orders:\n{0}", output);
        output.Should().Contain("Shop.Tests.BankTests.An_audit_sees_the_transfers")
            .And.Contain("possible deadlock").And.Contain("LV0001 CircularDependency")
            .And.Contain("Bank._accounts (Bank.cs:5)").And.Contain("Bank._audit (Bank.cs:6)")
            .And.Contain("Failed:     1, Passed:     0");

        // Without the property the locks are plain ones again, and the run says that it saw none.
        (exitCode, output) = PackedFeed.Shell(folder, steps[^1].Replace(" -p:LockValidation=true", "", StringComparison.Ordinal));
        exitCode.Should().NotBe(0, "{0}", output);
        output.Should().Contain("LV0027").And.NotContain("LV0001");

        // After the fix it passes, and says what that rests on.
        string bank = Path.Combine(folder, "Shop", "Bank.cs");
        File.WriteAllText(bank, File.ReadAllText(bank).Replace("lock (_audit) { lock (_accounts) { return", "lock (_accounts) { lock (_audit) { return", StringComparison.Ordinal));
        (exitCode, output) = PackedFeed.Shell(folder, steps[^1]);
        exitCode.Should().Be(0, "{0}", output);
        output.Should().Contain("Failed:     0, Passed:     1").And.Contain("LockValidator observed 2 lock classes, 1 orders");
    }

    [Fact]
    public async Task An_app_of_asp_net_core_comes_to_its_page_by_the_readmes_two_lines()
    {
        string folder = feed.NewUser("Web");
        string[] lines = [.. Blocks("csharp", "In an app, in two lines").Select(static block => block.Trim())];
        lines.Should().HaveCount(2);
        string program = Path.Combine(folder, "Web", "Program.cs");
        await File.WriteAllTextAsync(program, (await File.ReadAllTextAsync(program)).Replace("//1", lines[0], StringComparison.Ordinal).Replace("//2", lines[1], StringComparison.Ordinal));
        foreach (string step in Block("sh", "In an app, in two lines").Append("dotnet build Web"))
        {
            (int exitCode, string output) = PackedFeed.Shell(folder, step);
            exitCode.Should().Be(0, "{0}", output);
        }

        using Process app = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, "Web", "bin", "Debug", "net10.0", "Web.dll"), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        try
        {
            string address = "";
            while (address.Length == 0 && await app.StandardOutput.ReadLineAsync().WaitAsync(s_limit) is { } line)
            {
                address = Address().Match(line).Value;
            }

            using var http = new HttpClient { Timeout = s_limit };
            (await http.GetStringAsync(new Uri(address + "/"))).Should().Be("here");
            (await http.GetStringAsync(new Uri(address + "/lockvalidator"))).Should().Contain("<!doctype html>").And.Contain("LockValidator");
        }
        finally
        {
            app.Kill();
        }
    }

    [Fact]
    public void A_program_for_an_older_framework_that_rolls_forward_is_captured_too()
    {
        string folder = feed.NewUser("Older");
        string output = "";
        int exitCode = 0;
        foreach (string step in new[] { "dotnet add Older package LockValidator", "dotnet run --project Older -p:LockValidation=true" })
        {
            (exitCode, output) = PackedFeed.Shell(folder, step);
            exitCode.Should().Be(0, "{0}", output);
        }

        output.Should().Contain("LV0001 CircularDependency").And.Contain("Store._orders (Program.cs:7)").And.Contain("Store._stock (Program.cs:8)");
    }

    private static string[] Block(string language, string heading) => Blocks(language, heading).Should().ContainSingle().Subject.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Blocks(string language, string heading)
    {
        string readme = File.ReadAllText(Path.Combine(PackedFeed.Root(), "README.md"));
        int start = readme.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        start.Should().BePositive("the README has the section");
        int end = readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Regex.Matches(readme[start..end], $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value)];
    }

    [GeneratedRegex("http://127.0.0.1:[0-9]+")]
    private static partial Regex Address();
}
