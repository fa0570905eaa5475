namespace LockValidator.Core.Tests.Recorded;

/// <summary>A file of a folder of its own, which goes with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockgraph-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "run.lockgraph");

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
