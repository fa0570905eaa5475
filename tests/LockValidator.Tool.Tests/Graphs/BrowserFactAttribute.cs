namespace LockValidator.Tool.Tests.Graphs;

/// <summary>A test that needs a browser: skipped, with that reason, where there is none, unless LOCKVALIDATOR_REQUIRE_BROWSER is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Executable is null && Environment.GetEnvironmentVariable("LOCKVALIDATOR_REQUIRE_BROWSER") != "1")
        {
            Skip = "There is no chromium on the PATH (Debian: apt-get install chromium).";
        }
    }

    /// <summary>The first of the browser's names that is on the PATH.</summary>
    public static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
