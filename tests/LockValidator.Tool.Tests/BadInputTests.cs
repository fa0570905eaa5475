using System.Text;

namespace LockValidator.Tool.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockvalidator-");

    public static TheoryData<string, string, string> BadLines => new()
    {
        { "{\"id\":\"x\",,}", "1:11", "not valid JSON" },
        { "{\"id\":\"x\"", "1:10", "not valid JSON" },
        { "{\"id\":\"x\",\"locks\":[],\"ops\":[]} {}", "1:32", "not valid JSON" },
        { "[1]", "1:1", "a line must be a JSON object" },
        { "nonsense", "1:2", "not valid JSON" },
        { "{\"id\":7}", "1:7", "\"id\" must be a string" },
        { "{\"id\":\"x\",\"ops\":[]}", "1:1", "no \"locks\"" },
        { "{\"id\":\"x\",\"locks\":[]}", "1:1", "no \"ops\"" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"aquire","lock":"A"}"""), "1:92", "\"aquire\" is not an op" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"acquire","lock":"B"}"""), "1:109", "lock \"B\" was never declared" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"acquire","lock":"A","nest":"N"}"""), "1:120", "lock \"N\" was never declared" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"acquire"}"""), "1:86", "\"acquire\" needs a \"lock\"" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"lock":"A"}"""), "1:86", "the op has no \"op\"" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"acquire","lock":"A","read":3}"""), "1:120", "\"read\" must be 0, 1 or 2" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"acquire","lock":"A","task":-1}"""), "1:120", "a task must be 0 to" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"set_class","lock":"A","class":"B","subclass":8}"""), "1:86", "must be 0 to 7" },
        { Samples.Scenario("""{"name":"A","class":"A"}""", """{"op":"set_class","lock":"A"}"""), "1:86", "needs a \"class\"" },
        { Samples.Scenario("""{"name":"A","class":"A","inner":"spinny"}""", ""), "1:85", "\"spinny\" is not a wait type" },
        { Samples.Scenario("""{"name":"A","class":"A","type":"odd"}""", ""), "1:84", "\"odd\" is not a lock type" },
        { Samples.Scenario("""{"name":"A"}""", ""), "1:53", "the lock has no \"class\"" },
        { Samples.Scenario("""{"name":"A","class":"A"},{"name":"A","class":"B"}""", ""), "1:78", "lock \"A\" is declared twice" },
        { "{\"id\":\"\\ud800\",\"locks\":[],\"ops\":[]}", "1:7", "\"id\" is not valid text" },
        { "{\"trace\":3}", "1:10", "trace format 3 is not known" },
        { "{\"op\":\"acquire\",\"flow\":1}", "1:2", "a recording must begin with a header" },
        { "{\"trace\":2}\n{\"op\":\"acquire\",\"flow\":1}", "2:24", "flow 1 was never introduced" },
        { "{\"trace\":2}\n{\"op\":\"take\"}", "2:7", "\"take\" is not an op" },
        { "{\"trace\":2}\n{\"lock\":1,\"class\":1}", "2:19", "class 1 was never introduced" },
        { "{\"trace\":2}\n{\"class\":1,\"id\":\"A\",\"inner\":\"soft\"}", "2:29", "\"soft\" is not a wait type" },
        { "{\"trace\":2,\"waitModel\":\"other\"}", "1:24", "\"other\" is not a wait model" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_bad_line_is_one_sentence_with_its_place(string line, string place, string sentence)
    {
        ToolRun run = ToolRun.Replay(line + "\n");

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith($"standard input:{place}: ").And.Contain(sentence);
        run.Error.Should().NotContain("   at ", "a user has no use for our stack");
    }

    [Fact]
    public void Columns_count_characters_and_lines_count_blank_ones()
    {
        ToolRun run = ToolRun.Replay("\n\n{\"id\":\"äöü\",\"locks\":7}\n");

        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("standard input:3:21: ");
    }

    [Theory]
    [InlineData("note")]
    [InlineData("ops")]
    [InlineData("expect")]
    public void Two_hundred_thousand_nested_brackets_are_malformed_and_nothing_worse(string key)
    {
        ToolRun run = ToolRun.Replay($"{{\"{key}\":" + new string('[', 200_000) + new string(']', 200_000) + "}\n");

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("standard input:1:").And.MatchRegex("depth|must be an object");
    }

    [Theory]
    [InlineData(200, 2)]
    [InlineData(100_000, 0)]
    public void A_line_over_the_bound_is_refused_and_one_below_it_is_not(int bound, int code)
    {
        string line = Samples.Empty.Replace("\"empty\"", $"\"{new string('x', 300)}\"", StringComparison.Ordinal);

        ToolRun run = ToolRun.Replay(line + "\n", "--max-line", bound.ToString(System.Globalization.CultureInfo.InvariantCulture));

        run.ExitCode.Should().Be(code, run.Error);
        if (code != 0)
        {
            run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("standard input:1:201: ").And.Contain("--max-line");
        }
    }

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory()
    {
        using var endless = new EndlessStream();
        var reader = new LineBlockReader("endless", endless, maxLine: 1_000_000, eager: false);

        Action read = () => reader.Next();

        read.Should().Throw<TraceFormatException>().WithMessage("endless:1:1000001:*");
        endless.Given.Should().BeLessThan(4_000_000);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_told_with_their_place()
    {
        ToolRun run = ToolRun.Of([.. "{\"id\":\"a"u8, 0xff, .. "\"}\n"u8], "replay", "-");

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().Be("standard input:1:9: not valid UTF-8.");
    }

    [Fact]
    public void A_truncated_gzip_is_told_by_file_line_and_column()
    {
        string text = string.Concat(Enumerable.Repeat(Samples.Empty + "\n", 2_000).Select((line, i) => line.Replace("empty", $"empty-{i * 7919 % 2000}", StringComparison.Ordinal)));
        byte[] whole = ToolRun.Compress(text);
        string file = Write("cut.jsonl.gz", whole[..(whole.Length / 2)]);

        ToolRun run = ToolRun.Of("replay", file);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.ErrorLines.Should().ContainSingle().Which.Should().MatchRegex(@":\d+:\d+: .*compressed data");
    }

    [Fact]
    public void What_came_before_a_bad_line_is_still_reported()
    {
        ToolRun run = ToolRun.Replay(Samples.Inverted + "\n" + Samples.Clean + "\n{\"id\":\n");

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Output.Should().Contain("inverted").And.Contain("2 scenarios");
        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith("standard input:3:");
    }

    [Fact]
    public void A_missing_file_a_directory_and_an_empty_file_are_one_sentence_each()
    {
        string missing = Path.Combine(_folder.FullName, "missing.jsonl");
        string empty = Write("empty.jsonl", []);
        string blank = Write("blank.jsonl", "\n\n"u8.ToArray());

        ToolRun.Of("replay", missing).ErrorLines.Should().ContainSingle().Which.Should().Be($"{missing}: does not exist.");
        ToolRun.Of("replay", _folder.FullName).ErrorLines.Should().ContainSingle().Which.Should().Be($"{_folder.FullName}: is a directory, not a trace.");
        ToolRun.Of("replay", empty).ErrorLines.Should().ContainSingle().Which.Should().StartWith($"{empty}: is empty");
        ToolRun.Of("replay", blank).ErrorLines.Should().ContainSingle().Which.Should().StartWith($"{blank}: holds no line");
        ToolRun.Of("replay", missing).Output.Should().BeEmpty("nothing was replayed");
        ToolRun.Of("replay", missing).ExitCode.Should().Be(ExitCodes.BadInput);
        ToolRun.Of("replay", _folder.FullName).ExitCode.Should().Be(ExitCodes.BadInput);
        ToolRun.Of("replay", empty).ExitCode.Should().Be(ExitCodes.BadInput);
        ToolRun.Of("replay", blank).ExitCode.Should().Be(ExitCodes.BadInput);
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            Given += buffer.Length;
            return buffer.Length;
        }
    }
}
