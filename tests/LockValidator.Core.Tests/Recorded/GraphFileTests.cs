using System.Text;
using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests.Recorded;

/// <summary>A graph file is read as what was written, or refused with one sentence that says where.</summary>
public sealed class GraphFileTests
{
    private const string Script = "main: +a +b -b -a; main starts worker; worker: +g +b +c:r -c -b -g; main joins worker; main: +b +a -a -b; pool: +g +c +a -a -c -g";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_read_is_written_as_the_same_bytes(int seed)
    {
        byte[] written = GraphFiles.BytesOf(GraphFiles.Random(seed));

        GraphFiles.BytesOf(GraphFiles.Read(written)).Should().Equal(written);
    }

    [Fact]
    public void A_file_that_is_cut_at_any_byte_is_refused()
    {
        byte[] whole = GraphFiles.BytesOf(GraphFiles.Of(Script));
        for (int length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length], $"cut after {length} bytes");
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused()
    {
        byte[] whole = GraphFiles.BytesOf(GraphFiles.Of(Script));
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte flip in (ReadOnlySpan<byte>)[0x01, 0x20, 0x80, 0xFF])
            {
                byte[] changed = [.. whole];
                changed[at] ^= flip;
                Refused(changed, $"byte {at} changed by {flip}");
            }
        }
    }

    [Fact]
    public void A_file_with_a_line_missing_or_twice_or_moved_is_refused()
    {
        string[] lines = Encoding.UTF8.GetString(GraphFiles.BytesOf(GraphFiles.Of(Script))).TrimEnd('\n').Split('\n');
        for (int i = 1; i < lines.Length - 1; i++)
        {
            Refused(BytesOf([.. lines[..i], .. lines[(i + 1)..]]), $"line {i} missing");
            Refused(BytesOf([.. lines[..i], lines[i], .. lines[i..]]), $"line {i} twice");
            Refused(BytesOf([.. lines[..(i - 1)], lines[i], lines[i - 1], .. lines[(i + 1)..]]), $"line {i} moved");
        }
    }

    [Fact]
    public void The_sentence_says_where()
    {
        byte[] whole = GraphFiles.BytesOf(GraphFiles.Of(Script));
        int secondLine = Array.IndexOf(whole, (byte)'\n') + 1;
        whole[secondLine + 3] ^= 1;

        LockGraphFormatException refusal = Refused(whole, "changed in line 2");

        refusal.Line.Should().Be(2);
        refusal.Message.Should().StartWith($"{refusal.Path}:2:{refusal.Column}: ").And.EndWith("the file was changed or damaged.");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("# some other file\n", "does not begin as one")]
    [InlineData("{\"lockgraph\":\"2.0\",\"by\":\"a later program\",\"c\":\"00000000\"}\n", "version 2")]
    [InlineData("{\"lockgraph\":\"x.0\",\"c\":\"00000000\"}\n", "version of the format cannot be read")]
    public void What_is_no_graph_of_this_version_is_told_so(string text, string problem) =>
        Refused(Encoding.UTF8.GetBytes(text), problem).Message.Should().Contain(problem);

    [Fact]
    public void A_kind_of_record_from_a_later_minor_version_is_passed_over()
    {
        byte[] plain = GraphFiles.BytesOf(GraphFiles.Of(Script));
        byte[] later = Rewritten.With(plain, afterLine: 3, "{\"hint\":{\"from\":\"a\",\"list\":[1,2,{}]}");

        GraphFiles.BytesOf(GraphFiles.Read(later)).Should().Equal(plain);
    }

    [Theory]
    [InlineData("{\"edge\":[0,99999,2,0,0]", "cannot stand|can stand in this place")]
    [InlineData("{\"edge\":[0,0,16,0,0]", "can stand in this place")]
    [InlineData("{\"edge\":[0,0,2,0]", "too few or too many")]
    [InlineData("{\"edge\":[0,0,2,0,0,1]", "too few or too many")]
    [InlineData("{\"edge\":[0,0,2,0,]", "whole number")]
    [InlineData("{\"edge\":[0,0,2,0,99999999999999999999]", "whole number")]
    [InlineData("{\"edge\":[0,0,2,0,1.5]", "whole number")]
    [InlineData("{\"edge\":{}", "list of numbers")]
    [InlineData("{\"text\":\"a\\\"", "string")]
    [InlineData("{\"text\":\"a\\x\"", "not written as JSON")]
    [InlineData("{\"text\":7", "string")]
    [InlineData("[1,2", "begins with the kind")]
    public void What_the_checksum_lets_through_is_still_looked_at(string line, string problem) =>
        Refused(Rewritten.With(GraphFiles.BytesOf(GraphFiles.Of(Script)), afterLine: 60, line), line).Message.Should().MatchRegex(problem);

    [Fact]
    public void Names_of_any_kind_come_back()
    {
        string[] names = ["a\"b\\c", "tab\tline\nfeed", "ünïcode \U0001F512", "</script><b>", "\0", new string('x', 100_000)];
        var checker = new LockChecker(new LockCheckerOptions { Stacks = StackMode.Off, Execution = "run \"1\"" });
        var flow = new LockFlow(checker, "flow \\ 1");
        foreach (string name in names)
        {
            var map = new LockMap(new LockClass(name));
            flow.Acquire(in map);
        }

        LockGraph read = GraphFiles.Read(GraphFiles.BytesOf(LockGraph.Of(checker)));

        read.Classes.Select(static type => type.StableId).Should().BeEquivalentTo(names);
        read.Runs.Should().ContainSingle().Which.Name.Should().Be("run \"1\"");
        read.Orders.SelectMany(static order => order.Witnesses).Should().OnlyContain(static witness => witness.Flow == "flow \\ 1");
    }

    [Fact]
    public void Writing_leaves_nothing_beside_the_file()
    {
        using var file = new TemporaryFile();
        GraphFiles.Of(Script).Write(file.Path);
        GraphFiles.Of("main: +a -a").Write(file.Path);

        Directory.GetFiles(file.Folder).Should().Equal(file.Path);
        LockGraph.Read(file.Path).OrderCount.Should().Be(0);
    }

    [Fact]
    public void A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        using var file = new TemporaryFile();
        GraphFiles.Of(Script).Write(file.Path);
        string link = file.Path + ".link";
        File.CreateSymbolicLink(link, file.Path);

        GraphFiles.Of("main: +a -a").Write(link);

        new FileInfo(link).LinkTarget.Should().Be(file.Path);
        LockGraph.Read(file.Path).OrderCount.Should().Be(0);
        Directory.GetFiles(file.Folder).Should().BeEquivalentTo(file.Path, link);
    }

    /// <summary>As root the null device could be replaced by a file. The test has an open file as the device: nothing can be renamed beside that.</summary>
    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var file = new TemporaryFile();
        using (var open = new FileStream(file.Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            GraphFiles.Of(Script).Write(FormattableString.Invariant($"/dev/fd/{open.SafeFileHandle.DangerousGetHandle()}"));
        }

        LockGraph.Read(file.Path).OrderCount.Should().BePositive();
    }

    [Fact]
    public void Who_cannot_write_is_told_so_and_leaves_nothing()
    {
        using var file = new TemporaryFile();
        Directory.CreateDirectory(file.Path);

        FluentActions.Invoking(() => GraphFiles.Of(Script).Write(file.Path)).Should().Throw<Exception>().Where(static failure => failure is IOException || failure is UnauthorizedAccessException);
        Directory.GetFiles(file.Folder).Should().BeEmpty();
    }

    private static LockGraphFormatException Refused(byte[] bytes, string what) =>
        FluentActions.Invoking(() => GraphFiles.Read(bytes)).Should().Throw<LockGraphFormatException>(what.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)).Which;

    private static byte[] BytesOf(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
}
