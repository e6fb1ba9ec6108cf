"""From a rendered issue to finished messages: everything is encoded once, a recipient costs microseconds."""
