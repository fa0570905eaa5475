using System.Text;
using LockValidator;

// The only file that knows the console.
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 64 * 1024) { NewLine = "\n" };
var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
try
{
    int code = CommandLine.Run(args, new ReplayConsole(Console.OpenStandardInput(), output, error, !Console.IsErrorRedirected, TimeProvider.System));
    output.Flush();
    return code;
}
catch (IOException failure)
{
    // Who reads our output has gone (a closed pipe), or the disk is full. Nothing is flushed again on the way out.
    error.WriteLine($"Output cannot be written: {failure.Message}");
    return ExitCodes.BadInput;
}
