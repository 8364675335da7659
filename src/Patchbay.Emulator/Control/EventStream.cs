using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Sends pages the changes of a world as server-sent events.</summary>
internal static class EventStream
{
    public static async Task WriteAsync(HttpContext context, World world)
    {
        var cancel = context.RequestAborted;
        // A slow page loses the oldest events, which is harmless because the page reloads its lists from the state.
        var news = Channel.CreateBounded<(string Name, JsonObject Data)>(
            new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        void Publish(string change, Node node)
        {
            if (Describe(world, node) is { } item)
                news.Writer.TryWrite(item);
        }

        world.Changed += Publish;
        try
        {
            await CopyAsync(news.Reader, context.Response, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            world.Changed -= Publish;
        }
    }

    private static async Task CopyAsync(
        ChannelReader<(string Name, JsonObject Data)> news,
        HttpResponse response,
        CancellationToken cancel
    )
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync("retry: 1000\n\n"u8.ToArray(), cancel);
        await response.Body.FlushAsync(cancel);
        await foreach (var (name, data) in news.ReadAllAsync(cancel))
        {
            var text = $"event: {name}\ndata: {data.ToJsonString()}\n\n";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
            await response.Body.FlushAsync(cancel);
        }
    }

    private static (string, JsonObject)? Describe(World world, Node node) =>
        node switch
        {
            Message message => ("message", MessageControl.Write(world, message)),
            Delivery delivery => ("delivery", InspectControl.Write(delivery)),
            PhoneNumber or Customer or SignupNumber => ("state", []),
            _ => null,
        };
}
