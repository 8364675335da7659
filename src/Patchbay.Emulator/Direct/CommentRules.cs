using System.Text.Json.Nodes;
using Patchbay.Emulator.Graph;
using Patchbay.Emulator.Nodes;
using Patchbay.Emulator.Worlds;

namespace Patchbay.Emulator.Direct;

/// <summary>Comments under posts. Each comment allows one private reply.</summary>
internal static class CommentRules
{
    private static readonly long ReplyTime = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public static Comment Write(World world, Node profile, string person, string text, string? name)
    {
        var author = PersonOperations.Know(world, profile, person, name);
        var post = world.Ids.Number(17);
        var comment = world.Add(
            new Comment
            {
                Id = profile is InstagramAccount ? world.Ids.Number(17) : $"{post}_{world.Ids.Number(16)}",
                ProfileId = profile.Id,
                Person = person,
                Text = text,
            }
        );
        if (profile is InstagramAccount)
            DirectNews.EmitChange(world, profile, "comments", OnInstagram(comment, author, post));
        else
            DirectNews.EmitChange(world, profile, "feed", OnPage(world, comment, author, profile, post));
        return comment;
    }

    /// <summary>Uses up the comment's only private reply and returns its recipient.</summary>
    public static string Answer(Call call, Node profile, string commentId)
    {
        if (call.World.Find<Comment>(commentId) is not { } comment || comment.ProfileId != profile.Id)
            throw Refusals.UnknownObject(call.Method, commentId);
        if (comment.CreatedAt <= call.Now - ReplyTime)
            throw Refusals.Invalid(
                "A comment can be answered in private within seven days.",
                profile is InstagramAccount ? 2534022 : 10900
            );
        if (comment.IsAnswered)
            throw new GraphRefusal(10900, "(#10900) Activity already replied to");
        comment.IsAnswered = true;
        call.World.Save(comment);
        return comment.Person;
    }

    private static JsonObject OnInstagram(Comment comment, Person author, string post) =>
        new()
        {
            ["from"] = new JsonObject { ["id"] = comment.Person, ["username"] = PersonOperations.UsernameOf(author) },
            ["media"] = new JsonObject { ["id"] = post, ["media_product_type"] = "FEED" },
            ["id"] = comment.Id,
            ["text"] = comment.Text,
        };

    private static JsonObject OnPage(World world, Comment comment, Person author, Node page, string post) =>
        new()
        {
            ["from"] = new JsonObject { ["id"] = comment.Person, ["name"] = author.Name },
            ["post_id"] = $"{page.Id}_{post}",
            ["comment_id"] = comment.Id,
            ["created_time"] = world.Clock.Seconds,
            ["item"] = "comment",
            ["verb"] = "add",
            ["parent_id"] = $"{page.Id}_{post}",
            ["message"] = comment.Text,
        };
}
