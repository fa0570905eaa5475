using System.Globalization;

namespace LockValidator;

/// <summary>Finds the source that frames name. A frame has the bare name of its file; below the root of the repository it is looked for.</summary>
internal sealed class SourcePlaces
{
    private static readonly string[] s_skipped = ["bin", "obj", "node_modules", "artifacts", "packages"];

    private readonly string? _root;

    // By bare name, the paths relative to the root. Made when first asked for.
    private readonly Lazy<ILookup<string, string>> _files;
    private readonly Dictionary<string, SourcePlace> _known = [];

    /// <param name="root">The root; null: frames keep the bare names.</param>
    public SourcePlaces(string? root)
    {
        _root = root is null ? null : Path.GetFullPath(root);
        _files = new Lazy<ILookup<string, string>>(Find);
    }

    /// <summary>The innermost frame of a position; null where nothing is known of it.</summary>
    public SourcePlace? Of(CodePosition position) => position.Frames.Count == 0 ? null : Of(position.Frames[0]);

    public SourcePlace Of(string frame)
    {
        if (!_known.TryGetValue(frame, out SourcePlace? place))
        {
            _known.Add(frame, place = Read(frame));
        }

        return place;
    }

    private SourcePlace Read(string frame)
    {
        int at = frame.LastIndexOf(" at ", StringComparison.Ordinal);
        int colon = frame.LastIndexOf(':');
        if (at < 0 || colon < at || !int.TryParse(frame.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line) || line == 0)
        {
            return new SourcePlace(frame, null, 0);
        }

        string member = frame[..at], name = frame[(at + 4)..colon].Replace('\\', '/');
        return new SourcePlace(member, PathOf(name, member, line), line);
    }

    /// <summary>The only file of that name; of several the one that has that line and says the type's name.</summary>
    private string PathOf(string name, string member, int line)
    {
        if (_root is null)
        {
            return name;
        }

        string[] found = [.. _files.Value[name[(name.LastIndexOf('/') + 1)..]]];
        string[] fitting = found.Length < 2 ? found : [.. found.Where(each => Fits(Path.Combine(_root, each), member, line))];
        return fitting.Length == 1 ? fitting[0] : name;
    }

    private static bool Fits(string path, string member, int line)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            string[] names = member.Split(' ')[0].Split('.');
            return lines.Length >= line && names.Length > 1 && Array.Exists(lines, each => each.Contains(names[^2], StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private ILookup<string, string> Find()
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        var files = new List<string>();
        var folders = new Stack<string>([_root!]);
        while (folders.TryPop(out string? folder))
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*", options).Where(static file => Path.GetExtension(file) is ".cs" or ".fs" or ".vb" or ".razor" or ".cshtml"));
            foreach (string inner in Directory.EnumerateDirectories(folder, "*", options).Where(static inner => !s_skipped.Contains(Path.GetFileName(inner)) && !Path.GetFileName(inner).StartsWith('.')))
            {
                folders.Push(inner);
            }
        }

        return files.Select(file => Path.GetRelativePath(_root!, file).Replace('\\', '/')).ToLookup(static path => path[(path.LastIndexOf('/') + 1)..]);
    }
}
