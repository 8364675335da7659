using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Signup;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Control;

/// <summary>Server-sent events for pages: what changed in the world, as it changes.</summary>
internal static class EventStream
{
    public static async Task WriteAsync(HttpContext context, World world)
    {
        var cancel = context.RequestAborted;
        // A slow page loses the oldest news; it reloads its lists from the state anyway.
        var news = Channel.CreateBounded<(string Name, JsonObject Data)>(
            new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        void Tell(string change, Node node)
        {
            if (Describe(world, node) is { } item)
                news.Writer.TryWrite(item);
        }

        world.Changed += Tell;
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.WriteAsync("retry: 1000\n\n"u8.ToArray(), cancel);
            await context.Response.Body.FlushAsync(cancel);
            await foreach (var (name, data) in news.Reader.ReadAllAsync(cancel))
            {
                await context.Response.Body.WriteAsync(
                    Encoding.UTF8.GetBytes($"event: {name}\ndata: {data.ToJsonString()}\n\n"),
                    cancel
                );
                await context.Response.Body.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The page went away.
        }
        finally
        {
            world.Changed -= Tell;
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
