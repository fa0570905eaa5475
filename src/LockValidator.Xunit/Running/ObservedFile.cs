namespace LockValidator;

/// <summary>
/// What a run observed, beside the test assembly. Runners show diagnostic messages only when they are told to, and have no other place for
/// a line of a run that passes; the package's build targets show this one after <c>dotnet test</c>.
/// </summary>
internal sealed class ObservedFile
{
    private readonly string? _path;

    /// <summary>Takes away what an earlier run has left: this one may not come to its end.</summary>
    /// <param name="assembly">The path of the test assembly.</param>
    public ObservedFile(string? assembly)
    {
        _path = Path.GetDirectoryName(assembly) is { Length: > 0 } folder ? Path.Combine(folder, "LockValidator.observed.txt") : null;
        Try(File.Delete);
    }

    public void Write(string line) => Try(path => File.WriteAllText(path, line + Environment.NewLine));

    private void Try(Action<string> what)
    {
        try
        {
            if (_path is not null)
            {
                what(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written to: the line is a diagnostic message still.
        }
    }
}
