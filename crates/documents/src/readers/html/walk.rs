//! A walk over a tree without recursion, so that no depth can overflow.

use ego_tree::NodeRef;
use scraper::Node;

/// What happens on the way.
pub(super) trait Visitor {
    /// Before the children; false leaves them and the node itself out.
    fn enter(&mut self, node: NodeRef<Node>) -> bool;
    /// After the children, for each node that was entered.
    fn leave(&mut self, node: NodeRef<Node>);
}

/// Walks over the node and all that is beneath it, in document order.
pub(super) fn walk(root: NodeRef<Node>, visitor: &mut impl Visitor) {
    let mut node = root;
    loop {
        let entered = visitor.enter(node);
        if entered && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if entered {
            visitor.leave(node);
        }
        match next_after(node, root, visitor) {
            Some(next) => node = next,
            None => return,
        }
    }
}

/// The next sibling of the node or of the nearest ancestor that has one; the
/// ancestors passed on the way up are left.
fn next_after<'a>(
    from: NodeRef<'a, Node>,
    root: NodeRef<'a, Node>,
    visitor: &mut impl Visitor,
) -> Option<NodeRef<'a, Node>> {
    let mut node = from;
    while node.id() != root.id() {
        if let Some(sibling) = node.next_sibling() {
            return Some(sibling);
        }
        node = node.parent()?;
        visitor.leave(node);
    }
    None
}
